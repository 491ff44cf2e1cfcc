package io.wardstream.local.cli;

import io.wardstream.local.Ward;
import io.wardstream.local.console.CareDesk;
import io.wardstream.model.CareAction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ./ward silence}. */
@Command(
        name = "silence",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Pauses the sound of an alarm, or of every alarm of a line or a patient, for the time that the settings allow. The alarm goes on.")
public final class SilenceCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "ALARM",
            description = "An alarm's id, or its beginning; ./ward alarms --open shows it.")
    private @Nullable String alarm;

    @Mixin
    private final TargetOptions about = new TargetOptions();

    @Mixin
    private final PersonOptions person = new PersonOptions();

    @Mixin
    private final Saying saying = new Saying();

    @Override
    public Integer call() throws Exception {
        List<String> problems = new ArrayList<>();
        about.check(alarm, true, problems);
        person.check(false, problems);
        WrongArguments.throwIfAny(problems);
        try (CareDesk desk = saying.desk()) {
            saying.say(desk, about.resolve(alarm, desk), CareAction.SILENCE, person);
        }
        return Ward.HELD;
    }
}
