package io.wardstream.jobs.safety.infusion;

import static io.wardstream.jobs.safety.infusion.Bands.band;
import static io.wardstream.jobs.safety.infusion.Bands.isOutside;
import static io.wardstream.jobs.safety.infusion.Bands.kept;

import io.wardstream.cep.LowLevel;
import io.wardstream.jobs.safety.Band;
import io.wardstream.model.SignKind;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the level of a line means, and the time that it leaves: soon empty, low, nearly empty, empty. */
final class LevelJudge {

    /** Samples that must agree that a bag is empty: clinical catalogue I4. */
    private static final int EMPTY_SAMPLES = 3;

    /**
     * A bag counts as empty when it lost less than this, or than its scatter, in the time in which it would have lost
     * twice that.
     */
    private static final double NO_LOSS_G = 1.5;

    /**
     * Three times what the difference of two medians of five readings scatters, in scatters of a point of the meter.
     */
    private static final double NO_LOSS_SIGMAS = 4.5;

    private static final double LOSS_FACTOR = 2;

    /** No bag is waited for longer than this; the rate is measured over no longer time either. */
    private static final long LONGEST_EMPTY_MS = 1_800_000;

    /** Nor longer than this where nothing is known of how it ran. */
    private static final long LONGEST_UNKNOWN_MS = 300_000;

    /** A bag that seems empty must have stood no shorter than this, ms. */
    private static final long STANDS_MS = FlowMeter.FAST_MS;

    /** What is left so is nothing, whether it seems to run or not, mL. */
    private static final double NOTHING_ML = 2;

    /** A rate that is no further from the usual one than so many of its errors is that. */
    private static final double USUAL_ERRORS = 4;

    private final Standstill standstill;

    LevelJudge(FlowMeter meter) {
        this.standstill = new Standstill(meter);
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

    /** The time to empty, in minutes; NaN if the rate or the level is not known well enough. */
    static double minutesLeft(LineState state, InfusionLimits limits, double levelMl) {
        boolean known = FlowMeter.knows(state, FlowJudge.RATE_KNOWN) && state.recentG.length >= Hook.KNOWN;
        if (!known || isOutside(state.stopped)) {
            return Double.NaN;
        }
        return Math.max(0, levelMl - limits.empty().emptyMl()) / steadyMlPerH(state) * 60;
    }

    /**
     * The rate, averaged over longer if it has not changed: a time to empty must be truer than an alarm about the rate.
     */
    private static double steadyMlPerH(LineState state) {
        boolean asUsual = Math.abs(state.rateMlPerH - state.usualMlPerH) <= USUAL_ERRORS * state.rateErrorMlPerH;
        return asUsual ? state.usualMlPerH : state.rateMlPerH;
    }

    /**
     * Judges a reading.
     *
     * @param levelMl fluid left by the filtered readings
     * @param minutes the time to empty
     */
    void judge(Reading reading, double levelMl, double minutes) {
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

    private void empty(Reading reading, double levelMl) {
        LineState state = reading.state();
        double emptyMl = reading.limits().empty().emptyMl();
        double massG = Hook.median(state.recentG);
        boolean isEmpty = levelMl <= emptyMl;
        Band empty = band(state.empty, isEmpty);
        if (empty == null || empty.outside) {
            state.empty = empty;
            return;
        }
        if (!isEmpty || Float.isNaN(state.emptyFromG) || massG < state.emptyFromG - noLossG(state)) {
            // It still runs: what was seen until now says nothing.
            empty.against = 0;
            state.emptyFromG = isEmpty ? (float) massG : Float.NaN;
        }
        if (empty.take(reading.at(), isEmpty, false, EMPTY_SAMPLES, emptyMs(reading, levelMl)) == Band.Change.LEFT) {
            reading.say(SignKind.BAG_EMPTY, levelMl, emptyMl, empty.outsideSince);
        }
        state.empty = kept(empty);
    }

    /** How long a bag must lose nothing: so long that, if it ran, twice what is let pass would be seen. */
    private long emptyMs(Reading reading, double levelMl) {
        LineState state = reading.state();
        long confirmMs = reading.limits().empty().confirmMs();
        double ranMlPerH = Float.isNaN(state.usualMlPerH) ? state.rateMlPerH : state.usualMlPerH;
        if (levelMl <= NOTHING_ML || standstill.stood(reading, ranMlPerH, STANDS_MS) != null) {
            return confirmMs;
        }
        if (Double.isNaN(ranMlPerH)) {
            return Math.max(confirmMs, LONGEST_UNKNOWN_MS);
        }
        double neededMs = LOSS_FACTOR * noLossG(state) / reading.gPerMs(Math.max(0, ranMlPerH));
        return Math.max(confirmMs, (long) Math.min(LONGEST_EMPTY_MS, neededMs));
    }

    /** So much less than before is no loss: it is within the scatter. */
    private static double noLossG(LineState state) {
        return Float.isNaN(state.noiseG) ? NO_LOSS_G : Math.max(NO_LOSS_G, NO_LOSS_SIGMAS * state.noiseG);
    }

    /** The time to empty is judged when there is news of the rate. */
    static void soon(Reading reading, double minutes) {
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
}
