package io.wardstream.local.cli;

import io.wardstream.model.CareAction;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code ./ward review}. */
@Command(
        name = "review",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Says that somebody who may decide has looked at a patient, as a score asks for. It ends the alarm that nobody has"
                    + " reviewed the patient, and the waiting for that.",
            "It is no acknowledgement, and an acknowledgement is no review."
        })
public final class ReviewCommand extends CareCommand {

    @Override
    CareAction action() {
        return CareAction.REVIEW;
    }

    @Override
    void check(TargetOptions target, List<String> problems) {
        target.checkPatient(problems);
    }
}
