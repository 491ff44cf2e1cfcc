package io.wardstream.local.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** What is done about an alarm, or about all those of a line or a patient. */
abstract class AlarmCareCommand extends CareCommand {

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "ALARM",
            description = "An alarm's id, or its beginning; ./ward alarms --open shows it.")
    private @Nullable String alarm;

    @Override
    final @Nullable String alarm() {
        return alarm;
    }

    @Override
    final boolean isOfAlarms() {
        return true;
    }
}
