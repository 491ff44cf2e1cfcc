package io.wardstream.local.cli;

import io.wardstream.model.CareAction;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./ward hook}. */
@Command(
        name = "hook",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Says what was done at the hook of a line's load cell: that a new bag hangs, or that nothing hangs there, not"
                        + " even the set, so that what the scale shows now is its zero.")
public final class HookCommand extends CareCommand {

    /** What was done. */
    enum Deed {
        /** A new bag hangs. */
        NEW_BAG(CareAction.BAG_CHANGED),
        /** Nothing hangs there. */
        EMPTY(CareAction.HOOK_EMPTY);

        private final CareAction action;

        Deed(CareAction action) {
            this.action = action;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Parameters(index = "0", paramLabel = "new-bag|empty", description = "What was done.")
    private Deed deed = Deed.NEW_BAG;

    @Override
    CareAction action() {
        return deed.action;
    }

    @Override
    void check(TargetOptions target, List<String> problems) {
        target.checkLine(problems);
    }
}
