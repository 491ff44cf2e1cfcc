package io.wardstream.local.cli;

import io.wardstream.model.CareAction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./ward resuscitation}. */
@Command(
        name = "resuscitation",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Says that a resuscitation begins or has ended. Until it has, the system closes no clamp there.")
public final class ResuscitationCommand extends CareCommand {

    /** What is said of it. */
    enum Moment {
        /** It begins. */
        BEGIN(CareAction.RESUSCITATION_BEGAN),
        /** It has ended. */
        END(CareAction.RESUSCITATION_ENDED);

        private final CareAction action;

        Moment(CareAction action) {
            this.action = action;
        }
    }

    @Parameters(index = "0", paramLabel = "begin|end", description = "What of it.")
    private Moment moment = Moment.BEGIN;

    @Override
    CareAction action() {
        return moment.action;
    }
}
