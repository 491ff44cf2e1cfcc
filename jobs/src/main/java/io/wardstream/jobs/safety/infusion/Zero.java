package io.wardstream.jobs.safety.infusion;

import io.wardstream.model.SignKind;
import org.jspecify.annotations.Nullable;

/**
 * Whether the scale's zero has moved: judged while the hook is empty, and while the clamp is closed so that nothing can
 * run (clinical catalogue I15). Pure.
 */
final class Zero {

    /** More than this is no empty hook, whatever was said: it is the widest drift that the settings allow for. */
    private static final double MOST_G = 100;

    /** So long after closing drops may still fall, and the bag may swing. */
    private static final long SETTLED_MS = 60_000;

    /** So long the weight must stay away from what it was. Our own number: somebody may hold the line. */
    private static final long CONFIRM_MS = 60_000;

    private Zero() {}

    // ---- An empty hook --------------------------------------------------------------------------------------------

    /** Staff say that the hook is empty: the next readings tell its zero. */
    static void emptyReported(LineState state, long at) {
        HookState hook = state.hook;
        if (hook == null) {
            hook = new HookState();
            state.hook = hook;
        }
        hook.emptySaidAt = at;
        hook.emptyG = Float.NaN;
        state.recentG = new float[0];
        forget(state);
    }

    /**
     * Whether the reading is of a hook that staff said is empty. What is heavier by as much as a bag ends their word.
     */
    static boolean isEmptyBySomebodysWord(Reading reading, double massG) {
        LineState state = reading.state();
        HookState hook = state.hands();
        if (hook.emptySaidAt != 0) {
            Hook.append(state, massG);
            if (state.recentG.length == Hook.WINDOW) {
                double zeroG = Hook.median(state.recentG);
                state.recentG = new float[0];
                if (Math.abs(zeroG) <= MOST_G) {
                    hook.emptyG = (float) zeroG;
                    hook.liftedSince = hook.liftedSince != 0 ? hook.liftedSince : hook.emptySaidAt;
                    hook.candidateG = Float.NaN;
                    seen(reading, zeroG, true);
                }
                hook.emptySaidAt = 0;
            }
            return true;
        }
        if (Float.isNaN(hook.emptyG)) {
            return false;
        }
        if (Math.abs(massG - hook.emptyG) < Hook.LIFTED_G) {
            return true;
        }
        hook.emptyG = Float.NaN;
        return false;
    }

    /**
     * The hook is empty, or as good as. Above zero it may be the set that still hangs there; below it nothing can be.
     *
     * @param surely whether nothing hangs there, not even the set
     */
    static void seen(Reading reading, double zeroG, boolean surely) {
        HookState hook = reading.state().hands();
        double off = reading.limits().tare().offG();
        if (!hook.tareOff && (zeroG < -off || (surely && zeroG > off))) {
            hook.tareOff = true;
            reading.say(SignKind.TARE_DRIFTED, zeroG, zeroG < 0 ? -off : off);
        } else if (hook.tareOff && Math.abs(zeroG) < off / 2) {
            hook.tareOff = false;
            reading.say(SignKind.TARE_CORRECTED, zeroG, off);
        }
    }

    // ---- A closed clamp -------------------------------------------------------------------------------------------

    /** The clamp says where it is, or staff that they opened it. Said again it is no news. */
    static void clampSaid(LineState state, boolean closed, long at) {
        if (!closed) {
            state.closed = null;
        } else if (state.closed == null) {
            ClosedState now = new ClosedState();
            now.since = at;
            state.closed = now;
        }
    }

    /** Somebody did something at the hook: what it carried says nothing of what it carries. */
    static void forget(LineState state) {
        ClosedState closed = state.closed;
        if (closed != null) {
            closed.fromG = Float.NaN;
            closed.offSince = 0;
        }
    }

    /** A reading of a bag that hangs still. */
    static void whileClosed(Reading reading, double massG) {
        ClosedState closed = reading.state().closed;
        HookState hook = reading.state().hands();
        if (closed == null || hook.tareOff || reading.at() - closed.since < SETTLED_MS) {
            return;
        }
        if (Float.isNaN(closed.fromG)) {
            closed.fromG = (float) massG;
            return;
        }
        double offG = massG - closed.fromG;
        double limitG = reading.limits().tare().offG();
        if (Math.abs(offG) <= limitG) {
            closed.offSince = 0;
        } else if (closed.offSince == 0) {
            closed.offSince = reading.at();
        } else if (reading.at() - closed.offSince >= CONFIRM_MS) {
            hook.tareOff = true;
            reading.say(
                    SignKind.TARE_DRIFTED,
                    offG,
                    offG < 0 ? -limitG : limitG,
                    closed.offSince,
                    offG > 0
                            ? "heavier by itself while the clamp is closed"
                            : "lighter while the clamp is closed: it may leak instead");
        }
    }

    /** What was said of a hook and is not over when staff say that a new bag hangs; null if there is nothing. */
    static @Nullable HookState saidOf(@Nullable HookState before) {
        if (before == null || (!before.tareOff && !before.bumped)) {
            return null;
        }
        HookState kept = new HookState();
        kept.tareOff = before.tareOff;
        kept.bumped = before.bumped;
        kept.maskedUntil = before.maskedUntil;
        kept.maskedSince = before.maskedSince;
        return kept;
    }
}
