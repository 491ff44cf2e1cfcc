package io.wardstream.sim.world;

import io.wardstream.model.ClampAction;
import io.wardstream.model.ClampCommand;
import io.wardstream.model.ClampRefusal;
import io.wardstream.model.ClampReport;
import io.wardstream.model.ClampState;
import io.wardstream.model.Time;
import io.wardstream.sim.story.Prng;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The firmware and the motor of one clamp. It closes 300 to 800 ms after a command that it accepts, opens by hand or
 * when it is told to, and remembers over restarts the highest epoch that it has seen and the commands that it has
 * carried out.
 *
 * <p>A command is judged in this order: not for this line → NOT_UNDERSTOOD; carried out before → answered again,
 * whatever its age; an epoch below the highest seen → STALE_EPOCH; its time over → EXPIRED; otherwise obeyed. Mutable,
 * moved by its bed alone.
 */
final class Clamp {
    /** No closing is under way. */
    static final long NEVER = Long.MAX_VALUE;

    private static final int REMEMBERED = 200;

    private final String lineId;
    private final Prng prng;
    private final LinkedHashSet<String> carriedOut;
    private final List<String> closingFor;
    private ClampState position;
    private boolean jammed;
    private long highestEpoch;
    private long closesAt;

    Clamp(String lineId, State state) {
        this.lineId = lineId;
        this.prng = Prng.resume(state.prng());
        this.carriedOut = new LinkedHashSet<>(state.carriedOut());
        this.closingFor = new ArrayList<>(state.closingFor());
        this.position = state.position();
        this.jammed = state.jammed();
        this.highestEpoch = state.highestEpoch();
        this.closesAt = state.closesAt();
    }

    /**
     * All that changes.
     *
     * @param position where it stands
     * @param jammed whether its motor sticks
     * @param highestEpoch the highest epoch seen
     * @param closesAt when a closing under way is done, or {@link #NEVER}
     * @param closingFor the commands that it closes for
     * @param carriedOut the newest commands that it has carried out
     */
    record State(
            long prng,
            ClampState position,
            boolean jammed,
            long highestEpoch,
            @Time long closesAt,
            List<String> closingFor,
            Set<String> carriedOut) {}

    /** A new, open clamp. */
    static State fresh(Prng prng) {
        return new State(prng.state(), ClampState.OPEN, false, Long.MIN_VALUE, NEVER, List.of(), Set.of());
    }

    State state() {
        // A plain copy keeps the order, which decides what is forgotten first.
        return new State(
                prng.state(),
                position,
                jammed,
                highestEpoch,
                closesAt,
                List.copyOf(closingFor),
                new LinkedHashSet<>(carriedOut));
    }

    ClampState position() {
        return position;
    }

    long closesAt() {
        return closesAt;
    }

    /** Takes a command. Returns the answer, or null if it comes when the clamp has moved. */
    @Nullable
    ClampReport receive(ClampCommand command, long now) {
        String id = command.commandId();
        if (!command.lineId().equals(lineId)) {
            return new ClampReport(position, id, ClampRefusal.NOT_UNDERSTOOD);
        }
        if (carriedOut.contains(id)) {
            return new ClampReport(position, id, null);
        }
        if (closingFor.contains(id)) {
            return null;
        }
        if (command.epoch() < highestEpoch) {
            return new ClampReport(position, id, ClampRefusal.STALE_EPOCH);
        }
        highestEpoch = command.epoch();
        if (now > command.expiresAt()) {
            return new ClampReport(position, id, ClampRefusal.EXPIRED);
        }
        if (command.action() == ClampAction.OPEN) {
            remember(id);
            openByHand();
            return new ClampReport(position, id, null);
        }
        if (position == ClampState.CLOSED) {
            remember(id);
            return new ClampReport(ClampState.CLOSED, id, null);
        }
        closingFor.add(id);
        if (closesAt == NEVER) {
            closesAt = now + prng.whole(300, 800);
        }
        return null;
    }

    /** The motor has run for a closing under way. Returns the answers to the commands that asked for it. */
    List<ClampReport> finishClosing() {
        position = jammed ? ClampState.FAULT : ClampState.CLOSED;
        List<ClampReport> answers = new ArrayList<>();
        for (String id : closingFor) {
            answers.add(new ClampReport(position, id, null));
            if (!jammed) {
                remember(id);
            }
        }
        closingFor.clear();
        closesAt = NEVER;
        return answers;
    }

    /** Somebody opens it by hand, and whatever was under way ends. Returns whether there was anything to open. */
    boolean openByHand() {
        boolean moves = position != ClampState.OPEN || closesAt != NEVER;
        position = ClampState.OPEN;
        closingFor.clear();
        closesAt = NEVER;
        return moves;
    }

    void setJammed(boolean sticks) {
        jammed = sticks;
    }

    private void remember(String id) {
        carriedOut.add(id);
        if (carriedOut.size() > REMEMBERED) {
            carriedOut.remove(carriedOut.iterator().next());
        }
    }
}
