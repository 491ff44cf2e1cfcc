package io.wardstream.local.cli;

import io.wardstream.model.CareAction;
import picocli.CommandLine.Command;

/** {@code ./ward decline}. */
@Command(
        name = "decline",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Says that who was called cannot come: the next tier is called at once.")
public final class DeclineCommand extends AlarmCareCommand {

    @Override
    CareAction action() {
        return CareAction.DECLINE;
    }
}
