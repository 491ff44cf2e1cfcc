package io.wardstream.local.cli;

import io.wardstream.local.Ward;
import io.wardstream.local.console.CareDesk;
import io.wardstream.local.console.CareTarget;
import io.wardstream.model.Care;
import io.wardstream.model.CareAction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/** A command by which somebody says to the ward what is done about a line or a patient. */
abstract class CareCommand implements Callable<Integer> {

    @Mixin
    private final TargetOptions about = new TargetOptions();

    @Mixin
    private final PersonOptions person = new PersonOptions();

    @Mixin
    private final Saying saying = new Saying();

    /** What is said. */
    abstract CareAction action();

    /** Everything that is said. */
    Care care(CareTarget target, String by, @Nullable String reason) {
        return target.care(action(), by, reason);
    }

    /** The id of the alarm that it is about, or its beginning; null if it was not given, or is not accepted. */
    @Nullable
    String alarm() {
        return null;
    }

    /** Whether it can be about an alarm. */
    boolean isOfAlarms() {
        return false;
    }

    /** Notes what is wrong about whom it is about, and about what is said. */
    void check(TargetOptions target, List<String> problems) {
        target.check(alarm(), isOfAlarms(), problems);
    }

    @Override
    public final Integer call() throws Exception {
        List<String> problems = new ArrayList<>();
        check(about, problems);
        person.check(false, problems);
        WrongArguments.throwIfAny(problems);
        try (CareDesk desk = saying.desk()) {
            return act(desk, about.resolve(alarm(), desk));
        }
    }

    /**
     * Does it; most only say it.
     *
     * @return the exit status
     */
    int act(CareDesk desk, CareTarget target) throws Exception {
        say(desk, target);
        return Ward.HELD;
    }

    /** Says it, and waits for the ward's answer unless nobody wants to. */
    final void say(CareDesk desk, CareTarget target) throws Exception {
        saying.say(desk, target, care(target, person.by(), person.reason()));
    }

    /** Whether the ward's answer is awaited. */
    final boolean waits() {
        return saying.waits();
    }
}
