package io.wardstream.local.cli;

import io.wardstream.model.CareAction;
import picocli.CommandLine.Command;

/** {@code ./ward discharge}. */
@Command(
        name = "discharge",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Says that a patient leaves, or that a line is taken away: alarms about it end.")
public final class DischargeCommand extends CareCommand {

    @Override
    CareAction action() {
        return CareAction.DISCHARGE;
    }
}
