package io.wardstream.jobs.safety.infusion;

import io.wardstream.cep.NoFlow;
import io.wardstream.jobs.safety.CuffMask;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.function.Consumer;

/**
 * Says when a blood pressure cuff on a line's limb begins and ceases to hide that nothing flows ({@link CuffMask};
 * clinical catalogue X4). Pure: state in, signs out.
 */
final class CuffWatch {

    /** Stands in the sign's reason: what was hidden is on record although it became no alarm. */
    static final String HID = "nothing flowed meanwhile";

    private CuffWatch() {}

    /**
     * The monitor said whether its cuff runs.
     *
     * @param runs false also where it is in doubt whose monitor or line it is
     */
    static void heard(LineState state, BedsideEvent event, boolean runs, InfusionLimits limits, Consumer<Sign> signs) {
        long at = event.acceptedAt();
        CuffMask cuff = state.cuff;
        if (cuff != null) {
            if (!runs) {
                cuff.over(at);
            }
            passed(state, event, limits, signs);
        }
        if (!runs || isOldNews(event, limits)) {
            return;
        }
        CuffMask running = state.cuff == null ? new CuffMask() : state.cuff;
        state.cuff = running;
        if (running.runs(at, limits.cuff())) {
            signs.accept(Sign.of(SignKind.CUFF_INFLATED, event, limits.settingsVersion()));
        }
    }

    /** What a monitor had kept while it was cut off says nothing of now. */
    private static boolean isOldNews(BedsideEvent event, InfusionLimits limits) {
        Long measuredAt = event.measuredAt();
        return measuredAt != null
                && event.acceptedAt() - measuredAt > limits.cuff().maskMs();
    }

    /** Time has passed. */
    static void passed(LineState state, BedsideEvent event, InfusionLimits limits, Consumer<Sign> signs) {
        CuffMask cuff = state.cuff;
        if (cuff == null) {
            return;
        }
        if (cuff.said && event.acceptedAt() >= cuff.until) {
            cuff.said = false;
            signs.accept(Sign.of(SignKind.CUFF_OVER, event, limits.settingsVersion())
                    .since(cuff.since)
                    .measured(Math.max(0, cuff.until - cuff.since) / 1000.0, null)
                    .because(cuff.hid ? HID : null));
        }
        if (cuff.isAtRest(event.acceptedAt(), limits.cuff())) {
            state.cuff = null;
        }
    }

    /**
     * Whether a line that seems to stand still is not to be said so now.
     *
     * @param stands whether it would be said
     */
    static boolean hides(Reading reading, boolean stands) {
        CuffMask cuff = reading.state().cuff;
        if (cuff == null) {
            return false;
        }
        long at = reading.at();
        boolean hides = stands && cuff.hides(at);
        if (hides) {
            if (!cuff.hid) {
                reading.suppressed(NoFlow.CARD.id(), "same-limb-cuff", cuff.since);
            }
            cuff.hid = true;
        } else if (!cuff.hides(at)) {
            cuff.hid = false;
        }
        return hides;
    }

    /** Whether something was hidden that has not been judged since the cuff hides nothing any more. */
    static boolean hid(LineState state, long at) {
        CuffMask cuff = state.cuff;
        return cuff != null && cuff.hid && !cuff.hides(at);
    }

    /** How much of a time says nothing about the line, because the cuff held it up, ms. */
    static long heldUpMs(LineState state, long from, long to) {
        CuffMask cuff = state.cuff;
        return cuff == null ? 0 : cuff.hidMs(from, to);
    }
}
