package io.wardstream.jobs.safety;

import io.wardstream.cep.UnattendedEmpty;
import io.wardstream.cep.UnattendedLowLevel;
import io.wardstream.model.Finding;
import io.wardstream.model.Sign;
import org.apache.flink.util.Collector;

/** What the clamp gate is told. */
final class ClampInputs {

    private ClampInputs() {}

    /** The findings that ask for a clamp to be closed. */
    static void requests(Finding finding, Collector<GateInput> out) {
        if (finding.pattern().equals(UnattendedLowLevel.CARD.id())
                || finding.pattern().equals(UnattendedEmpty.CARD.id())) {
            out.collect(GateInput.of(finding));
        }
    }

    /** The signs that change whether a clamp may be closed, and the clamp's answers. */
    static void signs(Sign sign, Collector<GateInput> out) {
        switch (sign.kind()) {
            case ACKNOWLEDGED,
                    BAG_CHANGED,
                    LEVEL_RESTORED,
                    CLAMP_CLOSED,
                    CLAMP_OPENED,
                    CLAMP_FAULTED,
                    CLAMP_CLOSE_ASKED,
                    CLAMP_OPEN_ASKED,
                    DISCHARGED,
                    RESUSCITATION_BEGAN,
                    RESUSCITATION_ENDED,
                    HYPOTENSION,
                    HYPOTENSION_OVER -> out.collect(GateInput.of(sign));
            default -> {
                // Of no concern to a clamp.
            }
        }
    }
}
