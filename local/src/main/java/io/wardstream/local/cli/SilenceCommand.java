package io.wardstream.local.cli;

import io.wardstream.model.CareAction;
import picocli.CommandLine.Command;

/** {@code ./ward silence}. */
@Command(
        name = "silence",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Pauses the sound of an alarm, or of every alarm of a line or a patient, for the time that the settings allow. The alarm goes on.")
public final class SilenceCommand extends AlarmCareCommand {

    @Override
    CareAction action() {
        return CareAction.SILENCE;
    }
}
