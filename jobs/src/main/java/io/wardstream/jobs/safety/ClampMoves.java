package io.wardstream.jobs.safety;

import io.wardstream.model.Finding;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Notices that a clamp has moved although nobody had it move (clinical catalogue I6).
 *
 * <p>A move is somebody's while a command waits for its answer, if it names a command, and for {@link #THEIRS_MS} after
 * a command or an act of staff at the line. Any other move waits for {@link #WORD_MS}: who opens a clamp by hand says
 * so afterwards, and a new bag is known some seconds after it hangs. What is explained by then was no fault.
 *
 * <p>Pure: state in, finding out.
 */
final class ClampMoves {

    /**
     * So long after a command or an act of staff a move is theirs. Our own number: a nurse at the bed does several
     * things.
     */
    static final long THEIRS_MS = 120_000;

    /** So long staff may take to say what they did. Our own number. */
    static final long WORD_MS = 30_000;

    private ClampMoves() {}

    /** The system commands the clamp, or staff do something at the line. */
    static void handled(GateState state, long at) {
        Long before = state.handledAt;
        state.handledAt = before == null ? at : Math.max(before, at);
        state.moved = null;
        state.movedDue = null;
    }

    /**
     * Something was noticed about the line.
     *
     * @return when a move must have been explained, if this is one
     */
    static OptionalLong noticed(GateState state, Sign sign) {
        boolean position = sign.kind() == SignKind.CLAMP_CLOSED || sign.kind() == SignKind.CLAMP_OPENED;
        if (sign.by() != null || sign.kind() == SignKind.BAG_CHANGED) {
            handled(state, sign.at());
            if (position) {
                // Theirs may be another clamp on the same tube: what this one says next is no move.
                state.saidClosed = null;
            }
            return OptionalLong.empty();
        }
        if (!position) {
            return OptionalLong.empty();
        }
        boolean closed = sign.kind() == SignKind.CLAMP_CLOSED;
        Boolean before = state.saidClosed;
        state.saidClosed = closed;
        boolean moved = before != null && before != closed;
        if (!moved || isTheirs(state, sign) || state.moved != null) {
            return OptionalLong.empty();
        }
        long due = sign.at() + WORD_MS;
        state.moved = sign;
        state.movedDue = due;
        return OptionalLong.of(due);
    }

    private static boolean isTheirs(GateState state, Sign sign) {
        Long handledAt = state.handledAt;
        return state.unanswered != null
                || sign.commandId() != null
                || (handledAt != null && sign.at() - handledAt <= THEIRS_MS);
    }

    /** The time to explain a move is over. */
    static @Nullable Finding unexplained(GateState state, long timestamp) {
        Sign moved = state.moved;
        Long due = state.movedDue;
        if (moved == null || due == null || due > timestamp) {
            return null;
        }
        state.moved = null;
        state.movedDue = null;
        return GateFindings.moved(moved, due);
    }
}
