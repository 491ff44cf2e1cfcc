package io.wardstream.bench.scoreboard;

import io.wardstream.model.AlarmEvent;
import io.wardstream.model.AlarmPhase;
import io.wardstream.model.BagClass;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.Care;
import io.wardstream.model.CareAction;
import io.wardstream.model.ClampEvent;
import io.wardstream.model.ClampPhase;
import io.wardstream.model.ClampReport;
import io.wardstream.model.ClampState;
import io.wardstream.model.DeviceKind;
import io.wardstream.model.InfusionReading;
import io.wardstream.model.Priority;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Setting;
import io.wardstream.model.SettingScope;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import io.wardstream.sim.story.Flow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One infusion line and who cares for it: bag, roller clamp, clamp, scale, network, nurse. It hears alarms and commands and
 * does what follows from them, so a clamp that is told to close does stop the flow, and a nurse who is called comes, if she
 * is one who comes. A bag hangs after the other, each with its fault.
 *
 * <p>Moved in steps of {@link #STEP_MS}; everything random in it comes from its own seed, so one bed alone does the same as
 * among others.
 */
final class Bed {

    static final long STEP_MS = 1_000;

    private static final long PERIOD_MS = 2_000;
    private static final double TARE_G = 45;
    private static final double DENSITY = 1.005;
    /** The head of a bag falls as that of one of 500 mL, however little it was filled with. */
    private static final double LEAST_BAG_ML = 500;

    /** Slower ones take a shift for a bag; none that runs out is hung there. */
    private static final double SLOW_ML_PER_H = 60;

    /** A new bag that is not heavier by so much is nothing that a scale must recognise: then staff say so. */
    private static final double RECOGNISED_ML = 160;

    private static final double MS_PER_H = 3_600_000;
    private static final long MIN = 60_000;

    /** So many messages come again at once. */
    private static final int REMEMBERED = 20;

    final int number;
    final String lineId;
    final double orderMlPerH;
    final boolean ordered;
    final boolean mayClose;
    final Witness witness;

    private final String deviceId;
    private final Random random;
    private final Cell cell;
    private final double wanderG;
    private final double fullMlPerH;
    private final double deadMl;
    private final PriorityQueue<Act> acts =
            new PriorityQueue<>(Comparator.comparingLong(Act::at).thenComparingLong(Act::number));
    private final PriorityQueue<Sent> sent =
            new PriorityQueue<>(Comparator.comparingLong(Sent::at).thenComparingLong(Sent::number));
    private final Deque<BedsideEvent> past = new ArrayDeque<>();
    private final Set<String> carriedOut = new HashSet<>();
    private final Deque<Fault> deck = new ArrayDeque<>();

    private long numbers;
    private long seq;
    private long deskSeq;
    private long readAt;
    private long clockOffMs;
    private long mutedUntil = Long.MIN_VALUE;
    private long nextSpikeAt;
    private long nextSwingAt;
    private long nextTugAt;
    private long nextGapAt;
    private boolean coming;
    private boolean ending;

    Bag bag;
    double levelMl;

    /** The rate that a fault forces on the line, mL/h; negative if it runs as it was set. */
    double forcedMlPerH = -1;

    boolean hung = true;
    boolean closed;
    boolean stuck;
    boolean mute;
    long liftedAt;
    long mutedSince = Long.MAX_VALUE;
    long lastCareAt = Long.MIN_VALUE / 2;
    long openedAt = Long.MIN_VALUE / 2;
    double infusedMl;

    private record Act(long at, long number, Runnable what) {}

    private record Sent(long at, long number, BedsideEvent event) {}

    Bed(int number, long seed, long start, double wanderG, Tally tally) {
        this.number = number;
        this.lineId = "L-" + number;
        this.deviceId = "scale-" + number;
        this.wanderG = wanderG;
        this.random = new Random((seed * 1_000_003 + number) * 0x9E3779B97F4A7C15L);
        boolean slow = random.nextInt(8) == 0;
        this.orderMlPerH = slow ? between(20, 60) : between(60, 250);
        this.ordered = random.nextBoolean();
        this.mayClose = random.nextInt(4) != 0;
        this.fullMlPerH = orderMlPerH * between(1, 1.15);
        this.deadMl = between(2, 8);
        this.cell = new Cell(random, between(1, 2), wanderG, start);
        this.readAt = start + random.nextInt((int) PERIOD_MS);
        this.nextSpikeAt = start + gap(30 * MIN);
        this.nextSwingAt = start + gap(60 * MIN);
        this.nextTugAt = start + gap(60 * MIN);
        this.nextGapAt = start + gap(240 * MIN);
        this.witness = new Witness(this, tally);
        this.bag = hangs(start, true);
        this.levelMl = bag.hungMl;
        sticks();
    }

    // ---- What the flow is told of it before -----------------------------------------------------------------------

    RegistryEntry entry() {
        return new RegistryEntry(
                deviceId,
                DeviceKind.LOAD_CELL_WITH_CLAMP,
                "sim",
                "bed-" + number,
                lineId,
                "P-" + number,
                0,
                mayClose ? BagClass.MAINTENANCE_CRYSTALLOID : BagClass.VASOPRESSOR,
                null,
                500.0,
                TARE_G,
                DENSITY,
                null);
    }

    @Nullable
    Setting order() {
        return ordered
                ? new Setting(
                        SettingScope.LINE, lineId, "Order.mlPerH", Math.rint(orderMlPerH), "scoreboard", 0, "order", 1)
                : null;
    }

    // ---- Physics --------------------------------------------------------------------------------------------------

    double rateMlPerH() {
        if (!hung || closed || levelMl <= deadMl) {
            return 0;
        }
        return forcedMlPerH >= 0 ? forcedMlPerH : Flow.rate(levelMl, bagMl(), fullMlPerH);
    }

    private double bagMl() {
        return Math.max(LEAST_BAG_ML, Math.max(bag.hungMl, levelMl));
    }

    /** How long it takes until 10 mL are left if everything stays as it is, in minutes. */
    double minutesLeft() {
        double rate = rateMlPerH();
        if (rate <= 0) {
            return Double.POSITIVE_INFINITY;
        }
        if (forcedMlPerH >= 0) {
            return Math.max(0, levelMl - 10) / rate * 60;
        }
        return Flow.msUntil(levelMl, bagMl(), fullMlPerH, 10) / (double) MIN;
    }

    /** What free flow is for this line, mL/h. */
    double freeMlPerH() {
        return ordered ? Math.min(1_200, 2 * Math.rint(orderMlPerH)) : 500;
    }

    boolean muted(long at) {
        return at < mutedUntil;
    }

    double zeroG() {
        return cell.zeroG();
    }

    long disturbedAt() {
        return cell.disturbedAt;
    }

    long clockOffMs() {
        return clockOffMs;
    }

    /** Runs for a step and gives what is heard of it, in order. */
    List<BedsideEvent> step(long at) {
        long end = at + STEP_MS;
        background(at);
        double rate = rateMlPerH();
        double runs = Math.min(Math.max(0, levelMl - deadMl), rate * STEP_MS / MS_PER_H);
        levelMl -= runs;
        infusedMl += runs;
        if (hung && levelMl <= deadMl && bag.dryAt == null) {
            bag.dryAt = at;
        }
        story(at);
        // A device numbers its messages in the order of time.
        while (true) {
            Act act = acts.peek();
            if (act != null && act.at() < end && act.at() <= readAt) {
                acts.poll();
                act.what().run();
            } else if (readAt < end) {
                double trueG = hung ? TARE_G + DENSITY * levelMl : 0;
                say(readAt, new InfusionReading(cell.readG(readAt, trueG)), null);
                readAt += PERIOD_MS;
            } else {
                break;
            }
        }
        witness.look(at);
        List<BedsideEvent> heard = new ArrayList<>();
        while (!sent.isEmpty() && sent.peek().at() < end) {
            Sent message = sent.poll();
            heard.add(accepted(message.event(), Math.max(at, message.at())));
        }
        return heard;
    }

    private void background(long at) {
        if (at >= nextSpikeAt) {
            cell.spike();
            nextSpikeAt = at + gap(30 * MIN);
        }
        if (at >= nextSwingAt) {
            cell.swing(at);
            nextSwingAt = at + gap(60 * MIN);
        }
        if (at >= nextTugAt) {
            cell.tug(at);
            nextTugAt = at + gap(60 * MIN);
        }
        if (at >= nextGapAt) {
            mute(at, (long) between(5_000, 50_000));
            nextGapAt = at + gap(240 * MIN);
        }
    }

    // ---- The bag's story ------------------------------------------------------------------------------------------

    private Bag hangs(long at, boolean said) {
        if (deck.isEmpty()) {
            List<Fault> shuffled = new ArrayList<>(List.of(Fault.values()));
            if (orderMlPerH < SLOW_ML_PER_H) {
                shuffled.removeIf(fault -> runsOut(fault));
            }
            Collections.shuffle(shuffled, random);
            deck.addAll(shuffled);
        }
        Fault fault = deck.poll();
        Fault happens = fault;
        if (fault.onTheWay()) {
            happens = List.of(Fault.FREE_FLOW, Fault.OCCLUSION, Fault.QUIET, Fault.RUNS_OUT)
                    .get(random.nextInt(orderMlPerH < SLOW_ML_PER_H ? 3 : 4));
        }
        long faultAt = at + (long) between(20 * MIN, 30 * MIN);
        long until = at + 60 * MIN;
        double runsMl = fullMlPerH * between(0.6, 0.75);
        double ml = switch (happens) {
            case RUNS_OUT, RUNS_OUT_ATTENDED, RUNS_DRY_ACKNOWLEDGED, CLAMP_STUCK, SILENCE_LOW, SILENCE_EMPTYING -> {
                until = at + 240 * MIN;
                yield said ? 50 + runsMl : Math.max(50 + runsMl, runsMl / 0.85);
            }
            case FREE_FLOW, SILENCE_FREE_FLOW -> fullMlPerH * 0.5 + 550;
            case TOO_FAST -> fullMlPerH * 0.5 + 0.55 * tooFast() + 150;
            default -> fullMlPerH * 1.3 + 250;
        };
        boolean told = said || ml < levelMl + RECOGNISED_ML;
        Bag next = new Bag(fault, happens, ml, at, faultAt, until, told);
        later(faultAt, () -> begins(next, faultAt));
        return next;
    }

    private static boolean runsOut(Fault fault) {
        return switch (fault) {
            case RUNS_OUT, RUNS_OUT_ATTENDED, RUNS_DRY_ACKNOWLEDGED, CLAMP_STUCK, SILENCE_LOW, SILENCE_EMPTYING -> true;
            default -> false;
        };
    }

    private double tooFast() {
        return 2 * freeMlPerH();
    }

    /** The fault begins. Those of bags that run out begin by themselves. */
    private void begins(Bag now, long at) {
        if (bag != now) {
            return;
        }
        switch (now.fault) {
            case CLOCK_JUMPS -> {
                clockOffMs = (random.nextBoolean() ? 1 : -1) * (long) between(45_000, 60 * MIN);
                later(at + (long) between(3 * MIN, 15 * MIN), () -> clockOffMs = 0);
            }
            default -> {
                // What happens on the way does so all the time, and the rest follows.
            }
        }
        switch (now.happens) {
            case OCCLUSION -> {
                forcedMlPerH = 0;
                later(now.until - 5 * MIN, () -> runsAgain(now));
            }
            case FREE_FLOW -> {
                forcedMlPerH = between(650, 1_500);
                later(at + 15 * MIN, () -> runsAgain(now));
            }
            case SILENCE_FREE_FLOW -> {
                forcedMlPerH = between(650, 1_500);
                later(at + 15 * MIN, () -> runsAgain(now));
                long falls = at + (long) between(0, MIN);
                later(falls, () -> mute(falls, (long) between(75_000, 120_000)));
            }
            case TOO_FAST -> {
                forcedMlPerH = freeMlPerH() * between(1.5, 2.5);
                later(at + 30 * MIN, () -> runsAgain(now));
            }
            case SWAP -> swap(at, random.nextInt(3) == 0, levelMl + between(160, 400));
            case SILENCE_SWAP -> {
                mute(at, 4 * MIN);
                later(at + 30_000, () -> swap(at + 30_000, false, levelMl + between(160, 400)));
            }
            case BUMP -> again(at, 12, 100_000, () -> cell.spike());
            case SWING -> again(at, 8, 150_000, null);
            case TUG -> again(at, 8, 150_000, null);
            case DRIFT -> cell.wander(3 * wanderG);
            case SILENCE -> mute(at, (long) between(75_000, 300_000));
            case SHORT_SILENCE -> again(at, 6, 180_000, null);
            default -> {
                // It runs out, or nothing happens.
            }
        }
    }

    private void again(long at, int times, double everyMs, @Nullable Runnable what) {
        long next = at;
        Fault kind = bag.happens;
        for (int i = 0; i < times; i++) {
            long then = next;
            later(
                    then,
                    what != null
                            ? what
                            : switch (kind) {
                                case SWING -> () -> cell.swing(then);
                                case TUG -> () -> cell.tug(then);
                                default -> () -> mute(then, (long) between(10_000, 55_000));
                            });
            next += (long) between(0.5 * everyMs, 1.5 * everyMs);
        }
    }

    private void story(long at) {
        Bag now = bag;
        if (now.happens == Fault.SILENCE_EMPTYING
                && hung
                && !muted(at)
                && levelMl <= now.lowMl() + 15
                && levelMl > now.lowMl() + 10) {
            // Until it is 15 mL below the limit.
            mute(at, (long) (30 / Math.max(1, rateMlPerH()) * MS_PER_H));
        }
        Long said = now.lowSaidAt;
        Long dry = now.dryAt;
        boolean runsOut = now.until - now.hungAt > 100 * MIN;
        if (runsOut && said != null && !runsDry(now)) {
            now.until = Math.min(now.until, said + (long) between(12 * MIN, 14 * MIN));
        }
        if (runsOut && dry != null) {
            now.until = Math.min(now.until, dry + 15 * MIN);
        }
        if (at >= now.until && !ending) {
            ending = true;
            nurseEnds(at);
        }
    }

    private boolean runsDry(Bag now) {
        return switch (now.happens) {
            case RUNS_DRY_ACKNOWLEDGED -> true;
            case RUNS_OUT -> !mayClose;
            case SILENCE_LOW -> true;
            default -> false;
        };
    }

    private void runsAgain(Bag now) {
        if (bag == now) {
            forcedMlPerH = -1;
        }
    }

    // ---- People ---------------------------------------------------------------------------------------------------

    /** Somebody comes at the end, whatever happened: acknowledges, opens the clamp, hangs the next bag. */
    private void nurseEnds(long at) {
        care(at, CareAction.ACKNOWLEDGE);
        long lifts = at + 15_000;
        later(lifts, () -> swap(lifts, random.nextBoolean(), Double.NaN));
    }

    /**
     * Another bag.
     *
     * @param ml what it holds; NaN for the next one of the story
     */
    private void swap(long at, boolean asked, double ml) {
        hung = false;
        liftedAt = at;
        if (closed) {
            closed = false;
            openedAt = at;
            report(at, ClampState.OPEN, null);
        }
        long hangsAt = at + (long) between(10_000, 100_000);
        Bag next = Double.isNaN(ml) ? hangs(hangsAt, asked) : null;
        later(hangsAt, () -> {
            hung = true;
            lastCareAt = hangsAt;
            if (next != null) {
                forcedMlPerH = -1;
                stuck = false;
                mute = false;
                clockOffMs = 0;
                cell.wander(wanderG);
                coming = false;
                ending = false;
                Bag before = bag;
                bag = next;
                levelMl = bag.hungMl;
                witness.hung(before, hangsAt);
            } else {
                levelMl = ml;
                witness.hung(null, hangsAt);
            }
            sticks();
        });
        if (next != null ? next.said : asked) {
            long says = hangsAt + (long) between(3_000, 30_000);
            later(says, () -> care(says, CareAction.BAG_CHANGED));
        }
    }

    private void sticks() {
        if (bag.fault == Fault.CLAMP_STUCK) {
            stuck = true;
            mute = random.nextBoolean();
        }
    }

    /** At the scale's button, or at the ward's terminal if the scale is not heard. */
    private void care(long at, CareAction action) {
        lastCareAt = at;
        if (!muted(at) && random.nextBoolean()) {
            say(at, null, Care.of(action, "nurse-" + number));
        } else {
            Care named = new Care(action, "nurse-" + number, null, lineId, null, null);
            sent.add(new Sent(at, numbers++, event("terminal-" + number, deskSeq++, at, null, named, null)));
        }
    }

    /** An alarm is heard at the bed. */
    void hears(AlarmEvent alarm) {
        boolean calls = alarm.phase() == AlarmPhase.RAISED || alarm.phase() == AlarmPhase.ESCALATED;
        if (!calls || coming || ending || !alarm.priority().above(Priority.ADVISORY)) {
            return;
        }
        boolean level = alarm.family().equals("LEVEL") && alarm.priority().above(Priority.LOW);
        Bag now = bag;
        long at = alarm.at();
        long acks = at + (long) between(20_000, 100_000);
        switch (now.happens) {
            case RUNS_OUT_ATTENDED -> {
                if (level) {
                    coming = true;
                    later(acks, () -> ifStill(now, () -> care(acks, CareAction.ACKNOWLEDGE)));
                    long ends = acks + (long) between(2 * MIN, 6 * MIN);
                    later(ends, () -> ifStill(now, () -> now.until = Math.min(now.until, ends)));
                }
            }
            case RUNS_DRY_ACKNOWLEDGED -> {
                if (level) {
                    coming = true;
                    later(acks, () -> ifStill(now, () -> care(acks, CareAction.ACKNOWLEDGE)));
                }
            }
            case RUNS_OUT, CLAMP_STUCK, SILENCE_LOW, SILENCE_EMPTYING -> {
                // Nobody comes.
            }
            default -> {
                coming = true;
                later(acks, () -> ifStill(now, () -> care(acks, CareAction.ACKNOWLEDGE)));
                boolean mends = alarm.family().equals("FLOW") || alarm.family().equals("FREE_FLOW");
                long done = acks + (long) between(30_000, 120_000);
                later(
                        done,
                        () -> ifStill(now, () -> {
                            coming = false;
                            if (mends) {
                                runsAgain(now);
                            }
                        }));
            }
        }
    }

    private void ifStill(Bag now, Runnable what) {
        if (bag == now && !ending) {
            what.run();
        }
    }

    /** A sign of this line. */
    void noticed(Sign sign, long now) {
        if (sign.kind() == SignKind.LEVEL_LOW && sign.reason() == null && bag.lowSaidAt == null && hung) {
            bag.lowSaidAt = sign.since();
            if (bag.happens == Fault.SILENCE_LOW) {
                long at = now + (long) between(0, 150_000);
                later(at, () -> mute(at, 6 * MIN));
            }
        }
    }

    // ---- The clamp ------------------------------------------------------------------------------------------------

    /** A command reaches the clamp, if its device is heard, and if it is not stuck it closes. */
    void told(ClampEvent command, long now) {
        if (command.phase() != ClampPhase.ISSUED || muted(now)) {
            return;
        }
        long at = now + 300 + random.nextInt(500);
        later(at, () -> {
            if (mute) {
                return;
            }
            if (stuck) {
                report(at, ClampState.FAULT, command.commandId());
                return;
            }
            if (carriedOut.add(command.commandId())) {
                closed = true;
            }
            report(at, closed ? ClampState.CLOSED : ClampState.OPEN, command.commandId());
        });
    }

    private void report(long at, ClampState state, @Nullable String commandId) {
        send(at, event(deviceId, seq++, at, null, null, new ClampReport(state, commandId, null)));
    }

    // ---- The scale and its network --------------------------------------------------------------------------------

    void mute(long at, long ms) {
        mutedSince = muted(at) ? mutedSince : at;
        mutedUntil = Math.max(mutedUntil, at + ms);
    }

    private void say(long at, @Nullable InfusionReading reading, @Nullable Care care) {
        send(at, event(deviceId, seq++, at, reading, care, null));
    }

    private void send(long at, BedsideEvent event) {
        if (muted(at)) {
            return;
        }
        double twice = bag.fault == Fault.DUPLICATES ? 0.3 : 0.005;
        double late = bag.fault == Fault.REORDER ? 0.2 : 0.002;
        long arrives =
                at + (event.infusion() != null && random.nextDouble() < late ? 1_000 + random.nextInt(5_000) : 0);
        sent.add(new Sent(arrives, numbers++, event));
        if (random.nextDouble() < twice) {
            sent.add(new Sent(arrives + random.nextInt(3_000), numbers++, event));
        }
        past.add(event);
        if (past.size() > REMEMBERED) {
            past.poll();
        }
        if (bag.fault == Fault.DUPLICATES && random.nextInt(100) == 0) {
            past.forEach(old -> sent.add(new Sent(arrives + 100, numbers++, old)));
        }
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
                "bed-" + this.number,
                own ? lineId : null,
                own ? "P-" + this.number : null,
                reading,
                null,
                care,
                clamp,
                null,
                null);
    }

    private static BedsideEvent accepted(BedsideEvent event, long at) {
        return new BedsideEvent(
                event.deviceId(),
                event.boot(),
                event.seq(),
                at,
                event.measuredAt(),
                event.ward(),
                event.bed(),
                event.lineId(),
                event.patientId(),
                event.infusion(),
                event.vitals(),
                event.care(),
                event.clamp(),
                event.presence(),
                event.tick());
    }

    // ---- Chance ---------------------------------------------------------------------------------------------------

    private void later(long at, Runnable what) {
        acts.add(new Act(at, numbers++, what));
    }

    private double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    private long gap(double meanMs) {
        return (long) (-Math.log(1 - random.nextDouble()) * meanMs);
    }
}
