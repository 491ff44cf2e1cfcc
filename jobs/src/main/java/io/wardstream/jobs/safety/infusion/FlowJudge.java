package io.wardstream.jobs.safety.infusion;

import io.wardstream.cep.LowLevel;
import io.wardstream.cep.Order;
import io.wardstream.jobs.safety.Band;
import io.wardstream.model.BagClass;
import io.wardstream.model.SignKind;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What level and rate of a line mean: soon empty, low, nearly empty, empty; stopped, off the order, free, too slow; too
 * much. Everything but the level is judged when there is a new point of the mass, every {@link FlowMeter#FINE_MS}.
 */
final class FlowJudge {

    /** Samples that must agree that a bag is empty: clinical catalogue I4. */
    private static final int EMPTY_SAMPLES = 3;

    /** A bag counts as empty when it lost less than this in the time in which it would have lost three times as much. */
    private static final double NO_LOSS_G = 1.5;

    private static final double LOSS_FACTOR = 3;
    private static final long LONGEST_EMPTY_MS = 300_000;

    /** What is left so is nothing, whether it seems to run or not, mL. */
    private static final double NOTHING_ML = 2;

    /** A time to empty is told when the rate is known to a quarter of itself. */
    private static final double RATE_KNOWN = 0.25;

    /** A deviation is judged when the rate is known to a tenth: clinical document, section 4.2. */
    private static final double RATE_WELL_KNOWN = 0.1;

    /** A usual rate is no less than this, mL/h: below, a stop cannot be told from it. */
    private static final double LEAST_USUAL_ML_PER_H = 8;

    /** A quarter of an hour's memory, at a point every 15 s. */
    private static final float LEARNED_A_POINT = FlowMeter.FINE_MS / 900_000f;

    /** A rate that is no further from the usual one than so many of its errors is that. */
    private static final double USUAL_ERRORS = 3;

    private static final double RESUMED_SHARE = 0.5;
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

    private static final double STOP_ERRORS = 3;
    private static final double MS_PER_H = 3_600_000;
    private static final long HOUR_MS = 3_600_000;
    private static final long DAY_MS = 24 * HOUR_MS;

    private final FlowMeter meter;

    FlowJudge(FlowMeter meter) {
        this.meter = meter;
    }

    /** Another bag hangs. */
    static void forget(LineState state) {
        state.low = null;
        state.lowByTime = null;
        state.acknowledgedAt = 0;
        state.soon = null;
        state.critical = null;
        state.empty = null;
        state.emptyFromG = Float.NaN;
        state.stopped = null;
        state.off = null;
        state.farOff = null;
        state.free = null;
        state.slow = null;
    }

    /** What spoke for a change does so no longer: there was a break. */
    static void unsure(LineState state) {
        state.low = unsure(state.low);
        state.lowByTime = unsure(state.lowByTime);
        state.critical = unsure(state.critical);
        state.empty = unsure(state.empty);
        state.emptyFromG = Float.NaN;
    }

    private static @Nullable Band unsure(@Nullable Band band) {
        if (band == null || !band.outside) {
            return null;
        }
        band.against = 0;
        return band;
    }

    /** A bag hangs since a time: if it is low, it is so since then. */
    static void hung(LineState state, InfusionLimits limits, long since, double levelMl) {
        if (limits.low().isLow(levelMl, state.hungMl)) {
            Band low = new Band();
            low.against = 1;
            low.againstSince = since;
            state.low = low;
        }
    }

    /**
     * Judges.
     *
     * @param levelMl fluid left by the filtered readings
     * @param news whether there is a new point of the mass
     * @param masked whether the bag was bumped a moment ago
     */
    void judge(Reading reading, double levelMl, boolean news, boolean masked) {
        double minutes = minutesLeft(reading.state(), reading.limits(), levelMl);
        level(reading, levelMl, minutes);
        if (!news) {
            return;
        }
        freeFlow(reading);
        if (masked) {
            return;
        }
        stopped(reading, levelMl);
        soon(reading, minutes);
        boolean runs = !isOutside(reading.state().stopped) && !isOutside(reading.state().empty);
        deviation(reading, runs);
        slow(reading, runs);
        volume(reading);
    }

    /** The time to empty, in minutes; NaN if the rate is not known well enough. */
    static double minutesLeft(LineState state, InfusionLimits limits, double levelMl) {
        if (!FlowMeter.knows(state, RATE_KNOWN) || isOutside(state.stopped)) {
            return Double.NaN;
        }
        return Math.max(0, levelMl - limits.empty().emptyMl()) / steadyMlPerH(state) * 60;
    }

    /** The rate, averaged over longer if it has not changed: a time to empty must be truer than an alarm about the rate. */
    private static double steadyMlPerH(LineState state) {
        boolean asUsual = Math.abs(state.rateMlPerH - state.usualMlPerH) <= USUAL_ERRORS * state.rateErrorMlPerH;
        return asUsual ? state.usualMlPerH : state.rateMlPerH;
    }

    // ---- The level ------------------------------------------------------------------------------------------------

    private static void level(Reading reading, double levelMl, double minutes) {
        byLevel(reading, levelMl);
        byTime(reading, levelMl, minutes);
        critical(reading, levelMl, minutes);
        empty(reading, levelMl);
    }

    private static void byLevel(Reading reading, double levelMl) {
        LineState state = reading.state();
        LowLevel.Limits limits = reading.limits().low();
        boolean isLow = limits.isLow(levelMl, state.hungMl);
        Band low = band(state.low, isLow);
        if (low != null) {
            boolean restored = limits.isRestored(levelMl, state.hungMl);
            switch (low.take(reading.at(), isLow, restored, limits.samples(), limits.confirmMs())) {
                case LEFT ->
                    reading.say(
                            SignKind.LEVEL_LOW,
                            levelMl,
                            limits.limitMl(state.hungMl),
                            low.outsideSince,
                            seenBefore(state) ? LowLevel.ACKNOWLEDGED_BEFORE : null);
                case RETURNED -> restored(reading, levelMl, low);
                case NONE -> {
                    // Nothing to say.
                }
            }
        }
        state.low = kept(low);
    }

    /** Whether somebody has acknowledged since the bag was found low by the time that is left. */
    private static boolean seenBefore(LineState state) {
        Band hasty = state.lowByTime;
        return hasty != null && hasty.outside && state.acknowledgedAt >= hasty.outsideSince;
    }

    private static void byTime(Reading reading, double levelMl, double minutes) {
        LineState state = reading.state();
        LowLevel.Limits limits = reading.limits().low();
        boolean isLow = limits.isLowByTime(minutes);
        Band hasty = band(state.lowByTime, isLow);
        if (hasty != null) {
            boolean restored = limits.isRestoredByTime(minutes);
            switch (hasty.take(reading.at(), isLow, restored, limits.samples(), limits.confirmMs())) {
                case LEFT -> {
                    if (!isOutside(state.low)) {
                        reading.say(SignKind.LEVEL_LOW, levelMl, null, hasty.outsideSince, left(state, minutes));
                    }
                }
                case RETURNED -> {
                    state.lowByTime = null;
                    restored(reading, levelMl, hasty);
                }
                case NONE -> {
                    // Nothing to say.
                }
            }
        }
        state.lowByTime = kept(hasty);
    }

    /** One reason is gone; if it was the last, the bag is no longer low. */
    private static void restored(Reading reading, double levelMl, Band over) {
        LineState state = reading.state();
        if (isOutside(state.low) || isOutside(state.lowByTime)) {
            return;
        }
        LowLevel.Limits limits = reading.limits().low();
        reading.say(
                SignKind.LEVEL_RESTORED,
                levelMl,
                limits.limitMl(state.hungMl) + limits.hysteresisMl(),
                over.outsideSince);
        state.critical = null;
        state.empty = null;
        state.emptyFromG = Float.NaN;
    }

    private static String left(LineState state, double minutes) {
        double error = minutes * state.rateErrorMlPerH / state.rateMlPerH;
        return String.format(
                Locale.ROOT, "%.0f min left (± %.0f) at %.0f mL/h", minutes, Math.ceil(error), steadyMlPerH(state));
    }

    private static void critical(Reading reading, double levelMl, double minutes) {
        LineState state = reading.state();
        boolean isCritical = reading.limits().critical().isCritical(levelMl, minutes);
        Band critical = band(state.critical, isCritical);
        if (critical != null && !critical.outside) {
            LowLevel.Limits low = reading.limits().low();
            if (critical.take(reading.at(), isCritical, false, low.samples(), low.confirmMs()) == Band.Change.LEFT) {
                double limitMl = reading.limits().critical().criticalMl();
                boolean byTime = levelMl > limitMl;
                reading.say(
                        SignKind.LEVEL_CRITICAL,
                        levelMl,
                        byTime ? null : Double.valueOf(limitMl),
                        critical.outsideSince,
                        byTime ? left(state, minutes) : null);
            }
        }
        state.critical = kept(critical);
    }

    private static void empty(Reading reading, double levelMl) {
        LineState state = reading.state();
        double emptyMl = reading.limits().empty().emptyMl();
        double massG = Hook.median(state.recentG);
        boolean isEmpty = levelMl <= emptyMl;
        Band empty = band(state.empty, isEmpty);
        if (empty == null || empty.outside) {
            state.empty = empty;
            return;
        }
        if (!isEmpty || Float.isNaN(state.emptyFromG) || massG < state.emptyFromG - NO_LOSS_G) {
            // It still runs: what was seen until now says nothing.
            empty.against = 0;
            state.emptyFromG = isEmpty ? (float) massG : Float.NaN;
        }
        if (empty.take(reading.at(), isEmpty, false, EMPTY_SAMPLES, emptyMs(state, reading.limits(), levelMl))
                == Band.Change.LEFT) {
            reading.say(SignKind.BAG_EMPTY, levelMl, emptyMl, empty.outsideSince);
        }
        state.empty = kept(empty);
    }

    /** How long a bag must lose nothing: so long that, if it ran, three times what is let pass would be seen. */
    private static long emptyMs(LineState state, InfusionLimits limits, double levelMl) {
        if (levelMl <= NOTHING_ML) {
            return limits.empty().confirmMs();
        }
        double usual = Float.isNaN(state.usualMlPerH) ? state.rateMlPerH : state.usualMlPerH;
        long needed =
                usual > LEAST_USUAL_ML_PER_H ? (long) (LOSS_FACTOR * NO_LOSS_G / usual * MS_PER_H) : LONGEST_EMPTY_MS;
        return Math.max(limits.empty().confirmMs(), Math.min(LONGEST_EMPTY_MS, needed));
    }

    private static void soon(Reading reading, double minutes) {
        LineState state = reading.state();
        boolean isSoon = minutes <= reading.limits().soon().minutes();
        Band soon = band(state.soon, isSoon);
        if (soon != null) {
            switch (soon.take(
                    reading.at(), isSoon, minutes > reading.limits().soon().clearMinutes(), 2, 0)) {
                case LEFT ->
                    reading.say(
                            SignKind.EMPTY_SOON,
                            minutes,
                            reading.limits().soon().minutes(),
                            soon.outsideSince,
                            left(state, minutes));
                case RETURNED ->
                    reading.say(
                            SignKind.EMPTY_LATER,
                            minutes,
                            reading.limits().soon().clearMinutes(),
                            soon.outsideSince);
                case NONE -> {
                    // Nothing to say.
                }
            }
        }
        state.soon = kept(soon);
    }

    // ---- The flow -------------------------------------------------------------------------------------------------

    private void freeFlow(Reading reading) {
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
                case RETURNED -> reading.say(SignKind.FREE_FLOW_OVER, most, limit, free.outsideSince);
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

    private void stopped(Reading reading, double levelMl) {
        LineState state = reading.state();
        Order order = reading.limits().order();
        double expected = order.exists() ? order.mlPerH() : state.usualMlPerH;
        if (!(expected > LEAST_USUAL_ML_PER_H)) {
            learn(state);
            return;
        }
        double expectedGPerMs = expected * reading.densityGPerMl() / MS_PER_H;
        long ms = Math.max(reading.limits().noFlow().leastMs(), (long)
                (reading.limits().noFlow().expectedG() / expectedGPerMs));
        FlowMeter.Loss loss = levelMl > reading.limits().noFlow().levelMl() ? standstill(reading, expected, ms) : null;
        Band stopped = band(state.stopped, loss != null);
        if (stopped != null) {
            FlowMeter.Loss lately =
                    stopped.outside && loss == null ? flow(reading, expected, stopped.outsideSince) : null;
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
     * The usual rate follows the measured one slowly: a line that stops must not be forgotten to have run before that is told
     * from its noise.
     */
    /**
     * What was lost over the shortest time, of those that are long enough, in which the line surely stood; null if it did not. A
     * line that is slow or restless takes longer to be sure of.
     */
    private FlowMeter.@Nullable Loss standstill(Reading reading, double expected, long leastMs) {
        LineState state = reading.state();
        double expectedGPerMs = expected * reading.densityGPerMl() / MS_PER_H;
        for (long ms = leastMs; ; ms *= 2) {
            FlowMeter.Loss loss = FlowMeter.lossOver(state, ms);
            if (loss == null) {
                return null;
            }
            FlowMeter.Between between = meter.between(state, loss.since(), reading.densityGPerMl(), STOP_ERRORS);
            if (loss.massG() < reading.limits().noFlow().stoppedShare() * expectedGPerMs * loss.ms()
                    && between != null
                    && between.most() < RESUMED_SHARE * expected) {
                return loss;
            }
        }
    }

    /** The same for a line that surely runs again; what ran before it stopped does not speak for now. */
    private FlowMeter.@Nullable Loss flow(Reading reading, double expected, long since) {
        LineState state = reading.state();
        double expectedGPerMs = expected * reading.densityGPerMl() / MS_PER_H;
        for (long ms = Math.max(RESUMED_MS, (long) (RESUMED_G / expectedGPerMs)); ; ms *= 2) {
            FlowMeter.Loss loss = FlowMeter.lossOver(state, ms);
            if (loss == null || loss.since() < since) {
                return null;
            }
            FlowMeter.Between between = meter.between(state, loss.since(), reading.densityGPerMl(), STOP_ERRORS);
            if (loss.massG() > RESUMED_SHARE * expectedGPerMs * loss.ms()
                    && between != null
                    && between.least() > reading.limits().noFlow().stoppedShare() * expected) {
                return loss;
            }
        }
    }

    /** What the line usually runs at: what it ran at first, and from then on slowly what it runs at. */
    private static void learn(LineState state) {
        if (!FlowMeter.knows(state, RATE_KNOWN)) {
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

    // ---- Bands that are there only while they are needed -----------------------------------------------------------

    private static @Nullable Band band(@Nullable Band band, boolean out) {
        return band == null && out ? new Band() : band;
    }

    private static @Nullable Band kept(@Nullable Band band) {
        return band == null || (!band.outside && band.against == 0) ? null : band;
    }

    static boolean isOutside(@Nullable Band band) {
        return band != null && band.outside;
    }
}
