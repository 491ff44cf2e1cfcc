package io.wardstream.local.cli;

import io.wardstream.local.Ward;
import io.wardstream.local.console.CareDesk;
import io.wardstream.model.CareAction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ./ward resuscitation}. */
@Command(
        name = "resuscitation",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Says that a resuscitation begins or has ended. Until it has, the system closes no clamp there.")
public final class ResuscitationCommand implements Callable<Integer> {

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

    @Mixin
    private final TargetOptions about = new TargetOptions();

    @Mixin
    private final PersonOptions person = new PersonOptions();

    @Mixin
    private final Saying saying = new Saying();

    @Override
    public Integer call() throws Exception {
        List<String> problems = new ArrayList<>();
        about.check(null, false, problems);
        person.check(false, problems);
        WrongArguments.throwIfAny(problems);
        try (CareDesk desk = saying.desk()) {
            saying.say(desk, about.resolve(null, desk), moment.action, person);
        }
        return Ward.HELD;
    }
}
