package io.wardstream.bench.scoreboard.infusions;

import io.wardstream.bench.scoreboard.Chance;
import io.wardstream.bench.scoreboard.Wire;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.Care;
import io.wardstream.model.ClampReport;
import io.wardstream.model.ClampState;
import io.wardstream.model.InfusionReading;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line's scale with its button and its clamp's voice, and the network between it and the flow. It reads every
 * {@link #PERIOD_MS}; what it says while the network is away is lost, and some of the rest comes late or twice.
 */
final class Scale {

    private static final long PERIOD_MS = 2_000;
    private static final long MIN = 60_000;

    /** So many messages come again at once. */
    private static final int REMEMBERED = 20;

    private final Bed bed;
    private final String deviceId;
    private final Chance chance;
    private final Cell cell;
    private final double wanderG;
    private final Wire wire = new Wire();
    private final Deque<BedsideEvent> past = new ArrayDeque<>();

    private long seq;
    private long deskSeq;
    private long readAt;
    private long clockOffMs;
    private long mutedSince = Long.MAX_VALUE;
    private long mutedUntil = Long.MIN_VALUE;
    private long nextSpikeAt;
    private long nextSwingAt;
    private long nextTugAt;
    private long nextGapAt;

    Scale(Bed bed, Chance chance, double wanderG, long start) {
        this.bed = bed;
        this.deviceId = "scale-" + bed.number;
        this.chance = chance;
        this.wanderG = wanderG;
        this.cell = new Cell(chance, chance.between(1, 2), wanderG, start);
        this.readAt = start + chance.below((int) PERIOD_MS);
        this.nextSpikeAt = start + chance.gapMs(30 * MIN);
        this.nextSwingAt = start + chance.gapMs(60 * MIN);
        this.nextTugAt = start + chance.gapMs(60 * MIN);
        this.nextGapAt = start + chance.gapMs(240 * MIN);
    }

    String deviceId() {
        return deviceId;
    }

    // ---- What befalls it ------------------------------------------------------------------------------------------

    /** What befalls any scale and any network from time to time. */
    void background(long at) {
        if (at >= nextSpikeAt) {
            cell.spike();
            nextSpikeAt = at + chance.gapMs(30 * MIN);
        }
        if (at >= nextSwingAt) {
            cell.swing(at);
            nextSwingAt = at + chance.gapMs(60 * MIN);
        }
        if (at >= nextTugAt) {
            cell.tug(at);
            nextTugAt = at + chance.gapMs(60 * MIN);
        }
        if (at >= nextGapAt) {
            mute(at, (long) chance.between(5_000, 50_000));
            nextGapAt = at + chance.gapMs(240 * MIN);
        }
    }

    void spike() {
        cell.spike();
    }

    void swing(long at) {
        cell.swing(at);
    }

    void tug(long at) {
        cell.tug(at);
    }

    /** Its zero wanders so many times as far as it does by itself. */
    void drift(double times) {
        cell.wander(times * wanderG);
    }

    double zeroG() {
        return cell.zeroG();
    }

    /** The last moment at which something other than noise was in a reading. */
    long disturbedAt() {
        return cell.disturbedAt;
    }

    /** How far its clock is ahead of the ward's, ms. */
    long clockOffMs() {
        return clockOffMs;
    }

    void setClockOffMs(long ms) {
        clockOffMs = ms;
    }

    /** It is not heard for so long. */
    void mute(long at, long ms) {
        mutedSince = muted(at) ? mutedSince : at;
        mutedUntil = Math.max(mutedUntil, at + ms);
    }

    boolean muted(long at) {
        return at < mutedUntil;
    }

    /** Since when it is, or was last, not heard. */
    long mutedSince() {
        return mutedSince;
    }

    // ---- What is said ---------------------------------------------------------------------------------------------

    long nextReadingAt() {
        return readAt;
    }

    /** Weighs what hangs there, and says it. */
    void read(double trueG) {
        send(readAt, event(deviceId, seq++, readAt, new InfusionReading(cell.readG(readAt, trueG)), null, null));
        readAt += PERIOD_MS;
    }

    /** Its button is pressed. */
    void press(long at, Care care) {
        send(at, event(deviceId, seq++, at, null, care, null));
    }

    /** Somebody says it at the ward's terminal, which is always heard. */
    void typeAtTerminal(long at, Care care) {
        wire.send(at, event("terminal-" + bed.number, deskSeq++, at, null, care, null));
    }

    /** Its clamp says how it stands. */
    void report(long at, ClampState state, @Nullable String commandId) {
        send(at, event(deviceId, seq++, at, null, null, new ClampReport(state, commandId, null)));
    }

    private void send(long at, BedsideEvent event) {
        if (muted(at)) {
            return;
        }
        double twice = bed.bag.fault == Fault.DUPLICATES ? 0.3 : 0.005;
        double late = bed.bag.fault == Fault.REORDER ? 0.2 : 0.002;
        long arrives = at + (event.infusion() != null && chance.in(late) ? 1_000 + chance.below(5_000) : 0);
        wire.send(arrives, event);
        if (chance.in(twice)) {
            wire.send(arrives + chance.below(3_000), event);
        }
        past.add(event);
        if (past.size() > REMEMBERED) {
            past.poll();
        }
        if (bed.bag.fault == Fault.DUPLICATES && chance.below(100) == 0) {
            past.forEach(old -> wire.send(arrives + 100, old));
        }
    }

    /** What arrives before {@code end}, in order, accepted at {@code at} at the earliest. */
    List<BedsideEvent> heard(long at, long end) {
        return wire.heard(at, end);
    }

    private BedsideEvent event(
            String device,
            long number,
            long at,
            @Nullable InfusionReading reading,
            @Nullable Care care,
            @Nullable ClampReport clamp) {
        boolean own = device.equals(deviceId);
        return new BedsideEvent(
                device,
                "1",
                number,
                at,
                own ? at + clockOffMs : null,
                "sim",
                "bed-" + bed.number,
                own ? bed.lineId : null,
                own ? "P-" + bed.number : null,
                reading,
                null,
                care,
                clamp,
                null,
                null);
    }
}
