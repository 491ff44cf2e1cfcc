package io.wardstream.local.cli;

import io.wardstream.local.Ward;
import io.wardstream.local.console.CareDesk;
import io.wardstream.model.CareAction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./ward discharge}. */
@Command(
        name = "discharge",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Says that a patient leaves, or that a line is taken away: alarms about it end.")
public final class DischargeCommand implements Callable<Integer> {

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
            saying.say(desk, about.resolve(null, desk), CareAction.DISCHARGE, person);
        }
        return Ward.HELD;
    }
}
