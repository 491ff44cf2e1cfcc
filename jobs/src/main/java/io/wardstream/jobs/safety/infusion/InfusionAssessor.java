package io.wardstream.jobs.safety.infusion;

import io.wardstream.cep.SettingsView;
import io.wardstream.jobs.safety.Band;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns the load cell's readings of one line into signs, on change only: state and reading in, signs out. The parts: is
 * the reading one at all ({@link #believed}); what do people do to the bag ({@link Hook}); how fast does it run
 * ({@link FlowMeter}); and what does that mean for level and time ({@link LevelJudge}) and for the flow
 * ({@link FlowJudge}).
 *
 * <p>A reading is noisy (1 to 2 g), spikes now and then by 50 to 300 g for one sample, swings when somebody brushes the
 * pole, is pulled or lifted for seconds, and drops below the empty bag's mass while the bag is changed. So the level is
 * the median of five readings; a band is changed only by several of them that span some time; and rates are not judged
 * for a while after a bump. The level is, and so is free flow: a patient who never lies still must not run dry unseen.
 *
 * <p>Something that is hung beside the bag is no fluid until staff say so: the level is worked out without it, so that
 * nothing hung on the hook ends an alarm.
 *
 * <p>One for each thread: it keeps the arrays that it computes in.
 */
public final class InfusionAssessor {

    private static final int IMPLAUSIBLE_READINGS = 3;
    private static final int ZERO_READINGS = 3;

    /** A sensor whose points scatter less than this may repeat a value for a long time. */
    private static final double LIVELY_G = 0.5;

    /** And that is known from so many points. */
    private static final int KNOWN_POINTS = 16;

    private static final double NO_LOSS_G = 15;

    private final FlowMeter meter = new FlowMeter();
    private final LevelJudge levels = new LevelJudge(meter);
    private final FlowJudge flow = new FlowJudge(meter);

    private @Nullable HookState spare;
    private @Nullable SettingsView limitsOf;
    private @Nullable InfusionLimits limits;

    /** The numbers in force; worked out once for each view, because views last until a setting changes. */
    public InfusionLimits limits(SettingsView settings) {
        InfusionLimits known = limits;
        if (known == null || limitsOf != settings) {
            known = InfusionLimits.from(settings);
            limits = known;
            limitsOf = settings;
        }
        return known;
    }

    /**
     * Takes a reading.
     *
     * @param signs takes what it noticed, in order
     * @return the level by the filtered readings, in mL, or null while there is none to be known
     */
    public @Nullable Double take(
            LineState state,
            BedsideEvent event,
            double massG,
            RegistryEntry entry,
            SettingsView settings,
            Consumer<Sign> signs) {
        HookState hook = state.hook;
        if (hook == null) {
            // Most readings of most lines need it for a moment only.
            hook = spare;
            spare = null;
            state.hook = hook == null ? new HookState() : hook;
        }
        CuffWatch.passed(state, event, limits(settings), signs);
        Double level = taken(new Reading(state, event, entry, limits(settings), signs), massG);
        HookState present = state.hands();
        if (present.isAtRest(event.acceptedAt())) {
            state.hook = null;
            spare = present;
        }
        return level;
    }

    private @Nullable Double taken(Reading reading, double massG) {
        LineState state = reading.state();
        InfusionLimits now = reading.limits();
        if (!believed(reading, massG) || Zero.isEmptyBySomebodysWord(reading, massG)) {
            return null;
        }
        float awayG = state.hands().candidateG;
        Hook.Finding finding = Hook.look(
                state,
                reading.at(),
                massG,
                reading.tareG(),
                now.bump().jumpG(),
                Hook.couldHaveRunG(state, reading.at(), reading.densityGPerMl()));
        switch (finding) {
            case UNKNOWN -> {
                return null;
            }
            case FOUND -> {
                Hook.append(state, massG);
                // What is low has been so since the first reading.
                LevelJudge.hung(
                        state,
                        now,
                        state.hands().candidateSince,
                        reading.entry().levelMl(massG));
            }
            case LIFTED -> {
                Zero.forget(state);
                lifted(reading, massG);
                return null;
            }
            case CHANGED -> changed(reading, massG);
            case REHUNG -> rehung(reading, massG);
            case HEAVIER, LIGHTER -> other(reading, massG);
            case AWAY -> {
                state.hands().awayCount++;
                mask(reading);
            }
            case BACK -> {
                Hook.append(state, massG);
                if (state.hands().awayCount > 1) {
                    bumped(reading, awayG);
                }
                state.hands().awayCount = 0;
            }
            case STEADY -> {
                if (Hook.ranOn(state, reading.at(), massG, now.bump().jumpG())) {
                    state.recentG = new float[0];
                }
                Hook.append(state, massG);
                state.hands().awayCount = 0;
            }
        }
        if (state.hands().liftedSince != 0 || state.recentG.length == 0) {
            return null;
        }
        if (Hook.swings(state.recentG)) {
            mask(reading);
            bumped(reading, massG);
        }
        return judged(reading, finding, massG);
    }

    private Double judged(Reading reading, Hook.Finding finding, double massG) {
        LineState state = reading.state();
        double medianG = Hook.median(state.recentG);
        boolean away = finding == Hook.Finding.AWAY;
        if (!away) {
            state.steadyG = (float) medianG;
            state.steadyAt = reading.at();
        }
        bumpOver(reading, away);
        addedForLong(reading);
        boolean masked = away || reading.at() < state.hands().maskedUntil;
        if (!masked) {
            state.hands().maskedSince = 0;
        }
        if (!masked) {
            Zero.whileClosed(reading, medianG);
        }
        double levelMl = reading.entry().levelMl(medianG - state.hands().addedG);
        boolean news = !away
                && (!masked || reading.at() - state.hands().maskedSince > FlowMeter.FAST_MS)
                && meter.take(state, reading.at(), massG, reading.densityGPerMl());
        judge(reading, levelMl, news, masked);
        return levelMl;
    }

    /** Free flow is judged although the bag was bumped a moment ago, and so is the level. */
    private void judge(Reading reading, double levelMl, boolean news, boolean masked) {
        double minutes = LevelJudge.minutesLeft(reading.state(), reading.limits(), levelMl);
        levels.judge(reading, levelMl, minutes);
        if (news) {
            flow.freeFlow(reading);
            if (!masked) {
                flow.judge(reading, levelMl);
                LevelJudge.soon(reading, minutes);
            }
        } else if (!masked && CuffWatch.hid(reading.state(), reading.at())) {
            flow.stopped(reading, levelMl);
        }
    }

    /** The minutes until the bag is empty by its last readings; NaN if that is not known. */
    public double minutesLeft(LineState state, RegistryEntry entry, SettingsView settings) {
        if (state.recentG.length == 0) {
            return Double.NaN;
        }
        HookState hook = state.hook;
        double fluidG = Hook.median(state.recentG) - (hook == null ? 0 : hook.addedG);
        return LevelJudge.minutesLeft(state, limits(settings), entry.levelMl(fluidG));
    }

    /**
     * A monitor says whether the cuff runs that is on the limb of this line.
     *
     * @param runs false also where it is in doubt whose monitor or line it is: then the cuff explains nothing
     */
    public void cuffHeard(
            LineState state, BedsideEvent event, boolean runs, SettingsView settings, Consumer<Sign> signs) {
        CuffWatch.heard(state, event, runs, limits(settings), signs);
    }

    /** Staff say that a new bag hangs: what was known of the old one no longer holds. */
    public static void bagReported(LineState state) {
        state.recentG = new float[0];
        state.hook = Zero.saidOf(state.hook);
        Zero.forget(state);
        state.steadyG = Float.NaN;
        anew(state);
        state.hungMl = Float.NaN;
    }

    /** Staff say that nothing hangs on the hook. */
    public static void emptyReported(LineState state, long at) {
        Zero.emptyReported(state, at);
    }

    /** The line's clamp says where it is, or staff that they opened it. */
    public static void clampSaid(LineState state, boolean closed, long at) {
        Zero.clampSaid(state, closed, at);
    }

    private static void anew(LineState state) {
        FlowMeter.forget(state);
        LevelJudge.forget(state);
        FlowJudge.forget(state);
    }

    // ---- The sensor -----------------------------------------------------------------------------------------------

    private static boolean believed(Reading reading, double massG) {
        LineState state = reading.state();
        InfusionLimits limits = reading.limits();
        if (massG < limits.implausible().leastG()
                || massG > limits.implausible().mostG()) {
            if (state.hands().implausibleCount < IMPLAUSIBLE_READINGS
                    && ++state.hands().implausibleCount == IMPLAUSIBLE_READINGS
                    && !state.distrusted) {
                state.distrusted = true;
                reading.say(SignKind.SENSOR_IMPLAUSIBLE, massG, null);
            }
            return false;
        }
        state.hands().implausibleCount = 0;
        boolean frozen = frozen(reading, massG);
        if (frozen && !state.distrusted) {
            state.distrusted = true;
            reading.say(SignKind.SENSOR_FROZEN, massG, null, state.sameSince);
        } else if (!frozen && state.distrusted) {
            state.distrusted = false;
            reading.say(SignKind.SENSOR_OK, massG, null);
        }
        // A frozen value is still the best that there is: the level that it shows may be low.
        return true;
    }

    private static boolean frozen(Reading reading, double massG) {
        LineState state = reading.state();
        if (state.sameCount == 0 || massG != state.lastG) {
            state.lastG = (float) massG;
            // Compared as what is kept, so that a reading with more digits than a float can repeat.
            state.sameCount = massG == state.lastG ? (short) 1 : 0;
            state.sameSince = reading.at();
            return false;
        }
        if (state.sameCount < Short.MAX_VALUE) {
            state.sameCount++;
        }
        return state.noisePoints >= KNOWN_POINTS
                && state.noiseG > LIVELY_G
                && state.sameCount >= reading.limits().frozen().samples()
                && reading.at() - state.sameSince >= reading.limits().frozen().leastMs();
    }

    // ---- The hook -------------------------------------------------------------------------------------------------

    private static void lifted(Reading reading, double massG) {
        LineState state = reading.state();
        state.recentG = new float[0];
        state.spanCount = 0;
        state.longCount = 0;
        LevelJudge.unsure(state);
        if (!state.hands().removed
                && reading.at() - state.hands().liftedSince
                        >= reading.limits().removed().confirmMs()) {
            state.hands().removed = true;
            reading.say(SignKind.BAG_REMOVED, massG, null, state.hands().liftedSince);
        }
        // One reading may be a spike.
        boolean below = massG < -reading.limits().tare().offG();
        HookState hook = state.hands();
        hook.awayCount = below ? (short) Math.min(hook.awayCount + 1, ZERO_READINGS) : 0;
        if (reading.at() - hook.liftedSince >= Hook.STEADY_MS && (!below || hook.awayCount == ZERO_READINGS)) {
            Zero.seen(reading, massG, false);
        }
    }

    private static void changed(Reading reading, double massG) {
        LineState state = reading.state();
        anew(state);
        Zero.forget(state);
        HookState hook = state.hands();
        hook.addedG = 0;
        hook.addedSince = 0;
        hook.addedSaid = false;
        hook.lostG = 0;
        hook.awayCount = 0;
        hook.removed = false;
        state.recentG = new float[] {(float) massG};
        state.steadyG = (float) massG;
        double levelMl = reading.entry().levelMl(massG);
        state.hungMl = (float) levelMl;
        reading.say(SignKind.BAG_CHANGED, levelMl, null);
        // A new bag that is low has been so since it hangs, not only since that was certain.
        LevelJudge.hung(state, reading.limits(), state.hands().candidateSince, levelMl);
    }

    private static void rehung(Reading reading, double massG) {
        LineState state = reading.state();
        state.recentG = new float[] {(float) massG};
        state.hands().awayCount = 0;
        if (state.hands().removed) {
            state.hands().removed = false;
            reading.say(SignKind.BAG_REHUNG, massG, null);
        }
    }

    /** Something came on the hook that is no new bag, or went from it that is no fluid. */
    private static void other(Reading reading, double massG) {
        LineState state = reading.state();
        double jumpG = massG - state.steadyG;
        Zero.forget(state);
        state.fine.shift(jumpG);
        state.coarse.shift(jumpG);
        state.spanCount = 0;
        state.longCount = 0;
        state.emptyFromG = Float.NaN;
        state.hands().awayCount = 0;
        state.recentG = new float[] {(float) massG};
        if (jumpG > 0) {
            state.hands().addedG += (float) jumpG;
            state.hands().addedSince = reading.at() - Hook.STEADY_MS;
        } else if (state.hands().addedG <= 0) {
            state.hands().lostG -= (float) jumpG;
        } else {
            // What was hung there is gone; it cannot have been more than there was.
            state.hands().addedG = (float) Math.max(0, state.hands().addedG + jumpG);
            if (state.hands().addedG < NO_LOSS_G) {
                state.hands().addedG = 0;
                if (state.hands().addedSaid) {
                    reading.say(SignKind.WEIGHT_EXPLAINED, jumpG, null);
                }
                state.hands().addedSaid = false;
            }
        }
    }

    private static void addedForLong(Reading reading) {
        LineState state = reading.state();
        if (state.hands().addedG >= reading.limits().added().leastG()
                && !state.hands().addedSaid
                && reading.at() - state.hands().addedSince
                        >= reading.limits().added().confirmMs()) {
            state.hands().addedSaid = true;
            reading.say(
                    SignKind.WEIGHT_ADDED,
                    state.hands().addedG,
                    reading.limits().added().leastG(),
                    state.hands().addedSince);
        }
    }

    private static void mask(Reading reading) {
        LineState state = reading.state();
        if (state.hands().maskedSince == 0) {
            state.hands().maskedSince = reading.at();
        }
        state.hands().maskedUntil = reading.at() + reading.limits().bump().maskMs();
    }

    private static void bumped(Reading reading, double massG) {
        LineState state = reading.state();
        if (!state.hands().bumped) {
            state.hands().bumped = true;
            reading.say(SignKind.BUMPED, Math.abs(massG - state.steadyG), null);
        }
    }

    private static void bumpOver(Reading reading, boolean away) {
        LineState state = reading.state();
        if (state.hands().bumped && !away && reading.at() >= state.hands().maskedUntil) {
            state.hands().bumped = false;
            reading.say(SignKind.BUMP_OVER, null, null);
        }
    }

    /**
     * Whether nobody bumped, lifted or changed the bag a moment ago, its sensor is believed and its level rests on some
     * readings.
     */
    public static boolean isUndisturbed(LineState state, long at) {
        HookState hook = state.hook;
        return !state.distrusted
                && state.recentG.length >= Hook.KNOWN
                && (hook == null || (hook.maskedUntil <= at && hook.liftedSince == 0 && Float.isNaN(hook.candidateG)));
    }

    /**
     * Whether what ran out of the bag explains its weight: nothing went from it otherwise, and nothing hangs beside it.
     */
    public static boolean isAccounted(LineState state) {
        HookState hook = state.hook;
        return hook == null || (hook.lostG < NO_LOSS_G && hook.addedG < NO_LOSS_G);
    }

    /** Whether the level of a line is low, as far as its last readings say. */
    public static boolean isLow(LineState state) {
        Band low = state.low;
        return low != null && low.outside;
    }
}
