package io.wardstream.local.cli;

import io.wardstream.local.console.CareTarget;
import io.wardstream.model.Acvpu;
import io.wardstream.model.Care;
import io.wardstream.model.CareAction;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./ward observe}. */
@Command(
        name = "observe",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Says of a patient what no device can see and the scores need: how conscious the patient is, whether oxygen is"
                    + " given.",
            "It counts until somebody says otherwise, but no longer than the next observation is due: by default 12 h with a"
                    + " NEWS2 of 0, 6 h with 1 to 4, 1 h with 5 and more or a red parameter."
        })
public final class ObserveCommand extends CareCommand {

    /** Whether oxygen is given. */
    enum Oxygen {
        /** It is. */
        YES,
        /** The patient breathes air. */
        NO
    }

    @Option(
            names = "--acvpu",
            paramLabel = "alert|confusion|voice|pain|unresponsive",
            description =
                    "How conscious the patient is; confusion is new confusion, voice and pain are what is answered to.")
    private @Nullable Acvpu acvpu;

    @Option(names = "--oxygen", paramLabel = "yes|no", description = "Whether oxygen is given.")
    private @Nullable Oxygen oxygen;

    @Override
    CareAction action() {
        return CareAction.OBSERVE;
    }

    @Override
    Care care(CareTarget target, String by, @Nullable String reason) {
        return target.observation(by, reason, acvpu, oxygen == null ? null : Boolean.valueOf(oxygen == Oxygen.YES));
    }

    @Override
    void check(TargetOptions target, List<String> problems) {
        target.checkPatient(problems);
        if (acvpu == null && oxygen == null) {
            problems.add("what was seen? give --acvpu, --oxygen or both");
        }
    }
}
