package io.wardstream.bench.scoreboard.vitals;

import io.wardstream.bench.scoreboard.Chance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The patient's body: the truth. Healthy, its vitals wander about their own level, follow the hour of the day and what the
 * patient does; an illness takes them along its {@link Course}s. Knows nothing of monitors. Moved in steps of a second.
 */
final class Body {

    private static final long HOUR_MS = 3_600_000;
    private static final long MIN = 60_000;

    /** At the target of an illness so much of the wandering is left. */
    private static final double ILL_WANDER = 0.2;

    private final Chance chance;
    /** By the order of {@link Vital}. */
    private final double[] base;

    private final Wander[] slow;
    private final Wander[] fast;
    private final double[] now = new double[Vital.values().length];
    private final List<Course> courses = new ArrayList<>();

    /** Whether the prescribed saturation is 88 to 92 %, because too much oxygen takes the drive to breathe. */
    final boolean retainer;

    final boolean onOxygen;

    /** Whether the patient answers to voice only. */
    boolean drowsy;

    private long busyFrom;
    private long busyUntil;
    private double busyBpm;

    /** Since when the heart stands; {@link Long#MAX_VALUE} while it beats. */
    long noBeatSince = Long.MAX_VALUE;

    /** Since when there is no breath; {@link Long#MAX_VALUE} while there is. */
    long noBreathSince = Long.MAX_VALUE;

    Body(Chance chance, long start) {
        this.chance = chance;
        this.retainer = chance.below(8) == 0;
        this.onOxygen = retainer && chance.heads();
        this.base = new double[] {
            chance.between(60, 86),
            retainer ? chance.between(90.3, 91.2) : chance.between(96.4, 98.4),
            chance.between(13.5, 16.5),
            chance.between(116, 138),
            chance.between(68, 80),
            chance.between(36.5, 37.1)
        };
        this.slow = Arrays.stream(Vital.values())
                .map(vital -> new Wander(chance, vital.slowSd(), vital.slowS()))
                .toArray(Wander[]::new);
        this.fast = Arrays.stream(Vital.values())
                .map(vital -> new Wander(chance, vital.fastSd(), vital.fastS()))
                .toArray(Wander[]::new);
        busyFrom = start + chance.gapMs(90 * MIN);
        step(start);
    }

    void falls(Course course) {
        courses.add(course);
    }

    /** A second goes by. */
    void step(long at) {
        if (at >= busyUntil && busyUntil > 0) {
            busyFrom = at + chance.gapMs(90 * MIN);
            busyUntil = 0;
        }
        if (at >= busyFrom && busyUntil == 0) {
            busyUntil = at + (long) chance.between(3 * MIN, 9 * MIN);
            // At night nobody walks about.
            busyBpm = day(at) > 0 ? chance.between(8, 22) : 4;
        }
        courses.removeIf(course -> course.over(at));
        for (Vital vital : Vital.values()) {
            int i = vital.slot();
            double wanders = slow[i].step() + fast[i].step();
            double value = base[i] + daily(vital, at) + busy(vital, at) + wanders;
            for (Course course : courses) {
                if (course.vital == vital) {
                    double weight = course.weight(at);
                    value = value * (1 - weight) + (course.target + ILL_WANDER * wanders) * weight;
                }
            }
            now[i] = vital == Vital.SPO2 ? Math.min(100, value) : value;
        }
    }

    /** From −1 at four in the morning to 1 at four in the afternoon. */
    private static double day(long at) {
        return -Math.cos(2 * Math.PI * (at % (24 * HOUR_MS) - 4 * HOUR_MS) / (24.0 * HOUR_MS));
    }

    private static double daily(Vital vital, long at) {
        double swing = switch (vital) {
            case HR -> 5;
            case SPO2 -> 0.3;
            case RR -> 0.7;
            case SYS -> 6;
            case DIA -> 3;
            case TEMP -> 0.25;
        };
        return swing * day(at);
    }

    private double busy(Vital vital, long at) {
        if (at < busyFrom || at >= busyUntil) {
            return 0;
        }
        double swell = Math.sin(Math.PI * (at - busyFrom) / (double) (busyUntil - busyFrom));
        return switch (vital) {
            case HR -> busyBpm * swell;
            case RR -> busyBpm / 7 * swell;
            case SYS -> busyBpm / 2 * swell;
            default -> 0;
        };
    }

    /** What it is now; nothing of a heart that stands or a breath that stopped. */
    double value(Vital vital) {
        if (vital == Vital.HR && noBeatSince != Long.MAX_VALUE) {
            return 0;
        }
        if (vital == Vital.RR && noBreathSince != Long.MAX_VALUE) {
            return 0;
        }
        return now[vital.slot()];
    }

    /** Mean arterial pressure now, mmHg. */
    double mean() {
        return value(Vital.DIA) + (value(Vital.SYS) - value(Vital.DIA)) / 3;
    }

    boolean beats() {
        return noBeatSince == Long.MAX_VALUE;
    }
}
