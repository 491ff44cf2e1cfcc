package io.wardstream.local.cli;

import io.wardstream.local.Ward;
import io.wardstream.local.console.CareDesk;
import io.wardstream.local.console.CareTarget;
import io.wardstream.local.console.Scope;
import io.wardstream.model.CareAction;
import io.wardstream.model.SettingScope;
import io.wardstream.model.wire.WardTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./ward clamp}. */
@Command(
        name = "clamp",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Asks the system, by name, to close or to open the clamp of a line. It is a request: what came of it"
                        + " is an alarm's event or the clamp's own word.")
public final class ClampCommand implements Callable<Integer> {

    /** What is asked. */
    enum Wish {
        /** That it closes. */
        CLOSE(CareAction.CLOSE_CLAMP),
        /** That it opens. */
        OPEN(CareAction.OPEN_CLAMP);

        private final CareAction action;

        Wish(CareAction action) {
            this.action = action;
        }
    }

    @Parameters(index = "0", paramLabel = "close|open", description = "What it shall do.")
    private Wish wish = Wish.CLOSE;

    @Parameters(index = "1", paramLabel = "LINE", description = "The infusion line.")
    private String line = "";

    @Mixin
    private final PersonOptions person = new PersonOptions();

    @Option(names = "--force", description = "Even if the registry knows no such line, or no clamp on it.")
    private boolean force;

    @Mixin
    private final Saying saying = new Saying();

    @Override
    public Integer call() throws Exception {
        List<String> problems = new ArrayList<>();
        if (!WardTopic.isName(line)) {
            problems.add("LINE is '" + line + "'; accepted: letters, digits, _ and -");
        }
        person.check(true, problems);
        WrongArguments.throwIfAny(problems);
        try (CareDesk desk = saying.desk()) {
            Scope scope = new Scope(SettingScope.LINE, line);
            TargetOptions.known(scope, desk, force);
            if (!force && !desk.whereabouts().hasClamp(line)) {
                throw new WrongArguments("the registry knows no clamp on " + scope.text()
                        + "; nothing was sent. --force sends it all the same");
            }
            CareTarget target = CareTarget.of(scope, desk.whereabouts());
            saying.say(desk, target, target.care(wish.action, person.by(), person.reason()));
        }
        return Ward.HELD;
    }
}
