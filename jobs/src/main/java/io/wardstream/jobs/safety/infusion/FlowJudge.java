package io.wardstream.jobs.safety.infusion;

import static io.wardstream.jobs.safety.infusion.Bands.band;
import static io.wardstream.jobs.safety.infusion.Bands.isOutside;
import static io.wardstream.jobs.safety.infusion.Bands.kept;

import io.wardstream.cep.Order;
import io.wardstream.jobs.safety.Band;
import io.wardstream.model.BagClass;
import io.wardstream.model.SignKind;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the rate of a line means: free, stopped, off the order, too slow; too much. Judged when there is a new point of
 * the mass, every {@link FlowMeter#FINE_MS}.
 */
final class FlowJudge {

    /** A time to empty is told when the rate is known to a quarter of itself. */
    static final double RATE_KNOWN = 0.25;

    /** A usual rate is no less than this, mL/h: below, a stop cannot be told from it. */
    static final double LEAST_USUAL_ML_PER_H = 8;

    /** A deviation is judged when the rate is known to a tenth: clinical document, section 4.2. */
    private static final double RATE_WELL_KNOWN = 0.1;

    /** A quarter of an hour's memory, at a point every 15 s. */
    private static final float LEARNED_A_POINT = FlowMeter.FINE_MS / 900_000f;

    private static final long RESUMED_MS = 120_000;
    private static final double RESUMED_G = 6;

    /** A deviation that is being confirmed may come so much nearer for a moment. */
    private static final double WAVERS = 0.05;

    /** A quarter off, known to a tenth: so many errors away from the order. */
    private static final double DOUBT = 2.5;

    private static final double FREE_BACK_SHARE = 0.9;

    /** A drip that is too slow is hard to tell from a load cell's wandering; it persists for a quarter of an hour. */
    private static final double SLOW_ERRORS = 1;

    /** A HIGH alarm that is judged every 15 s for months needs more certainty. */
    private static final double SURE_ERRORS = 4.5;

    private static final double VOLUME_ERRORS = 3;

    private static final double MS_PER_H = 3_600_000;
    private static final long HOUR_MS = 3_600_000;
    private static final long DAY_MS = 24 * HOUR_MS;

    private final FlowMeter meter;
    private final Standstill standstill;

    FlowJudge(FlowMeter meter) {
        this.meter = meter;
        this.standstill = new Standstill(meter);
    }

    /** Another bag hangs. */
    static void forget(LineState state) {
        state.stopped = null;
        state.off = null;
        state.farOff = null;
        state.free = null;
        state.slow = null;
    }

    /** Whether it runs too fast to be meant; judged even while the bag is bumped. */
    void freeFlow(Reading reading) {
        LineState state = reading.state();
        double surely = meter.surelyMlPerH(state, reading.densityGPerMl(), SURE_ERRORS);
        double limit = freeLimit(reading.limits());
        boolean isFree = surely > limit;
        Band free = band(state.free, isFree);
        if (free != null) {
            double most = meter.fastMlPerH(state, reading.densityGPerMl());
            long spanMs = free.outside ? 0 : reading.limits().freeFlow().confirmMs() - FlowMeter.FAST_MS;
            switch (free.take(reading.at(), isFree, most < limit * FREE_BACK_SHARE, 2, Math.max(0, spanMs))) {
                case LEFT -> reading.say(SignKind.FREE_FLOW, surely, limit, free.outsideSince);
                case RETURNED -> {
                    reading.say(SignKind.FREE_FLOW_OVER, most, limit, free.outsideSince);
                    FlowMeter.forgetButTheLastMinute(state);
                }
                case NONE -> {
                    // Nothing to say.
                }
            }
        }
        state.free = kept(free);
    }

    private static double freeLimit(InfusionLimits limits) {
        Order order = limits.order();
        double planned = order.exists()
                ? limits.freeFlow().timesOrder() * order.mlPerH()
                : limits.freeFlow().unplannedMlPerH();
        return Math.min(limits.freeFlow().alwaysMlPerH(), planned);
    }

    /**
     * Judges all the rest, of a bag that hangs still.
     *
     * @param levelMl fluid left by the filtered readings
     */
    void judge(Reading reading, double levelMl) {
        stopped(reading, levelMl);
        boolean runs = !isOutside(reading.state().stopped) && !isOutside(reading.state().empty);
        deviation(reading, runs);
        slow(reading, runs);
        volume(reading);
    }

    /**
     * Whether nothing flows. What a cuff on the line's limb hides is judged with the first reading after it.
     *
     * @param levelMl fluid left by the filtered readings
     */
    void stopped(Reading reading, double levelMl) {
        LineState state = reading.state();
        Order order = reading.limits().order();
        double expected = order.exists() ? order.mlPerH() : state.usualMlPerH;
        if (!(expected > LEAST_USUAL_ML_PER_H)) {
            learn(state);
            return;
        }
        double expectedGPerMs = reading.gPerMs(expected);
        long ms = Math.max(reading.limits().noFlow().leastMs(), (long)
                (reading.limits().noFlow().expectedG() / expectedGPerMs));
        FlowMeter.Loss loss =
                levelMl > reading.limits().noFlow().levelMl() ? standstill.stood(reading, expected, ms) : null;
        if (CuffWatch.hides(reading, loss != null && !isOutside(state.stopped))) {
            return;
        }
        Band stopped = band(state.stopped, loss != null);
        if (stopped != null) {
            long ranMs = Math.max(RESUMED_MS, (long) (RESUMED_G / expectedGPerMs));
            FlowMeter.Loss lately = stopped.outside && loss == null
                    ? standstill.ran(reading, expected, ranMs, stopped.outsideSince)
                    : null;
            switch (stopped.take(reading.at(), loss != null, lately != null, 1, 0)) {
                case LEFT -> {
                    long since = loss == null ? reading.at() : loss.since();
                    stopped.outsideSince = since;
                    reading.say(SignKind.FLOW_STOPPED, rate(reading, loss), expected, since, dangerous(reading));
                }
                case RETURNED ->
                    reading.say(SignKind.FLOW_RESUMED, rate(reading, lately), expected, stopped.outsideSince);
                case NONE -> {
                    // Nothing to say.
                }
            }
        }
        state.stopped = kept(stopped);
        learn(state);
    }

    private static double rate(Reading reading, FlowMeter.@Nullable Loss loss) {
        return loss == null ? 0 : Math.max(0, loss.massG() / reading.densityGPerMl() / loss.ms() * MS_PER_H);
    }

    /** The bag class, if what is in the bag must not stop abruptly. */
    private static @Nullable String dangerous(Reading reading) {
        BagClass bag = reading.entry().bagClass();
        return bag != null && bag.mustNotStop() ? bag.name() : null;
    }

    /**
     * What the line usually runs at: what it ran at first, and from then on slowly what it runs at. A line that stops
     * must not be forgotten to have run before that is told from its noise.
     */
    private static void learn(LineState state) {
        if (!FlowMeter.knows(state, RATE_KNOWN) || isOutside(state.free)) {
            return;
        }
        Band stopped = state.stopped;
        boolean anew = Float.isNaN(state.usualMlPerH) || isOutside(stopped);
        if (anew) {
            // If it was said to stand, it was turned down and not off: that is how it runs now.
            boolean since = stopped == null || FlowMeter.rateSince(state) >= stopped.outsideSince;
            if (since && state.rateMlPerH > LEAST_USUAL_ML_PER_H) {
                state.usualMlPerH = state.rateMlPerH;
            }
        } else if (state.stopped == null) {
            state.usualMlPerH += (state.rateMlPerH - state.usualMlPerH) * LEARNED_A_POINT;
        }
    }

    private static void deviation(Reading reading, boolean runs) {
        LineState state = reading.state();
        Order order = reading.limits().order();
        if (!order.exists() || !runs || Float.isNaN(state.rateMlPerH)) {
            return;
        }
        var limits = reading.limits().deviation();
        double off = state.rateMlPerH / order.mlPerH() - 1;
        // Known to a tenth of the order the limits are what they are; known worse, they are as much wider.
        double doubt = DOUBT * Math.max(0, state.rateErrorMlPerH / order.mlPerH() - RATE_WELL_KNOWN);
        boolean back = Math.abs(off) < limits.backShare();
        SignKind kind = off < 0 ? SignKind.FLOW_LOW : SignKind.FLOW_HIGH;
        boolean isFar = Math.abs(off) > limits.farOffShare() + doubt - (state.farOff == null ? 0 : WAVERS);
        Band far = band(state.farOff, isFar);
        boolean becameFar = false;
        if (far != null) {
            becameFar = far.take(reading.at(), isFar, back, 2, far.outside ? limits.backMs() : limits.confirmMs())
                    == Band.Change.LEFT;
        }
        state.farOff = kept(far);
        boolean isOff = Math.abs(off) > limits.offShare() + doubt - (state.off == null ? 0 : WAVERS);
        Band band = band(state.off, isOff);
        if (band != null) {
            String reason = isOutside(state.farOff)
                    ? String.format(Locale.ROOT, "%.0f %% off the order", Math.abs(off) * 100)
                    : null;
            switch (band.take(reading.at(), isOff, back, 2, band.outside ? limits.backMs() : limits.confirmMs())) {
                case LEFT -> reading.say(kind, state.rateMlPerH, order.mlPerH(), band.outsideSince, reason);
                case RETURNED -> reading.say(SignKind.FLOW_NORMAL, state.rateMlPerH, order.mlPerH(), band.outsideSince);
                case NONE -> {
                    if (becameFar && band.outside) {
                        reading.say(kind, state.rateMlPerH, order.mlPerH(), band.outsideSince, reason);
                    }
                }
            }
        }
        state.off = kept(band);
    }

    private static void slow(Reading reading, boolean runs) {
        LineState state = reading.state();
        Order order = reading.limits().order();
        double kvo = reading.limits().kvo().kvoMlPerH();
        boolean meantToRun = order.exists() ? order.mlPerH() >= kvo : !Float.isNaN(state.usualMlPerH);
        double most = state.rateMlPerH + SLOW_ERRORS * state.rateErrorMlPerH;
        double least = state.rateMlPerH - SLOW_ERRORS * state.rateErrorMlPerH;
        boolean isSlow = meantToRun && runs && least > 0 && most < kvo;
        Band slow = band(state.slow, isSlow);
        if (slow != null) {
            long confirmMs = slow.outside ? 0 : reading.limits().kvo().confirmMs();
            switch (slow.take(reading.at(), isSlow, !runs || least > kvo, 2, confirmMs)) {
                case LEFT -> reading.say(SignKind.BELOW_KVO, state.rateMlPerH, kvo, slow.outsideSince);
                case RETURNED -> reading.say(SignKind.ABOVE_KVO, state.rateMlPerH, kvo, slow.outsideSince);
                case NONE -> {
                    // Nothing to say.
                }
            }
        }
        state.slow = kept(slow);
    }

    private static void volume(Reading reading) {
        LineState state = reading.state();
        Order order = reading.limits().order();
        double dayCapMl = reading.limits().volume().dayMl();
        if (!order.exists() && dayCapMl <= 0) {
            if (state.volume != null && state.volume.volumeOver) {
                reading.say(SignKind.VOLUME_WITHIN, null, null);
            }
            state.volume = null;
            return;
        }
        long at = reading.at();
        VolumeState volume = state.volume;
        if (volume == null) {
            volume = new VolumeState();
            volume.hourSince = at;
            volume.daySince = at;
            state.volume = volume;
            return;
        }
        double density = reading.densityGPerMl();
        double errorMl = VOLUME_ERRORS * FlowMeter.volumeErrorG(state) / density;
        boolean dayOver = dayCapMl > 0 && volume.dayG / density - errorMl > dayCapMl;
        if (dayOver && !volume.volumeOver) {
            volume.volumeOver = true;
            reading.say(SignKind.VOLUME_OVER, volume.dayG / density, dayCapMl, volume.daySince, "in 24 h");
        }
        if (at - volume.daySince >= DAY_MS) {
            volume.daySince = at;
            volume.dayG = 0;
        }
        long hourMs = at - volume.hourSince;
        if (hourMs < HOUR_MS) {
            return;
        }
        double infusedMl = volume.hourG / density;
        double mostMl = order.mlPerH()
                * hourMs
                / MS_PER_H
                * (1 + reading.limits().volume().overShare());
        boolean over = order.exists() && infusedMl - errorMl > mostMl;
        if (over && !volume.volumeOver) {
            volume.volumeOver = true;
            reading.say(SignKind.VOLUME_OVER, infusedMl, mostMl, volume.hourSince, "in an hour");
        } else if (!over && !dayOver && volume.volumeOver) {
            volume.volumeOver = false;
            reading.say(SignKind.VOLUME_WITHIN, infusedMl, order.exists() ? mostMl : null);
        }
        volume.hourSince = at;
        volume.hourG = 0;
    }
}
