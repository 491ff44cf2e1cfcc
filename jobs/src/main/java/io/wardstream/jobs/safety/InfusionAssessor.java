package io.wardstream.jobs.safety;

import io.wardstream.cep.LowLevel;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns the load cell's readings of one line into signs: low, restored, bag changed. Pure: state and reading in, signs out.
 *
 * <p>A reading is noisy (1 to 2 g), spikes now and then by 50 to 300 g for one sample, swings when somebody brushes the
 * pole, is pulled or lifted for seconds, and drops below the empty bag's mass while the bag is changed. So:
 *
 * <ul>
 *   <li>the level is the median of the last five readings;
 *   <li>below tare by {@link #LIFTED_G} nothing hangs on the hook: that says nothing about the fluid, and the readings
 *       before it are forgotten;
 *   <li>a band is changed only by several filtered samples that span some time ({@link LowLevel.Limits});
 *   <li>a new bag is a rise by {@link #SWAP_G} or more that stays for {@link #SWAP_STABLE_MS}.
 * </ul>
 */
final class InfusionAssessor {

    /** Readings that the median is taken of. */
    static final int WINDOW = 5;

    /** So far below the empty bag's mass the hook is empty, or the bag is lifted: bag removed, clinical catalogue I12. */
    static final double LIFTED_G = 20;

    /** So much more than before is another bag: bag swap, clinical catalogue I11. */
    static final double SWAP_G = 150;

    /** So long the new mass must stay: bag swap, clinical catalogue I11. */
    static final long SWAP_STABLE_MS = 10_000;

    /** And so much it may vary meanwhile: a bag that still swings, with its drops. */
    static final double SWAP_SPREAD_G = 40;

    private InfusionAssessor() {}

    /**
     * Takes a reading.
     *
     * @param signs takes what it noticed
     * @return the level by the filtered readings, in mL, or null while nothing hangs on the hook
     */
    static @Nullable Double take(
            LineState state,
            BedsideEvent event,
            double massG,
            RegistryEntry entry,
            LowLevel.Limits limits,
            long settingsVersion,
            Consumer<Sign> signs) {
        long at = event.acceptedAt();
        double tareG = entry.tareG() != null ? entry.tareG() : RegistryEntry.DEFAULT_TARE_G;
        if (massG < tareG - LIFTED_G) {
            state.lifted = true;
            state.recentG = new double[0];
            state.low.against = 0;
            state.candidateG = null;
            return null;
        }
        boolean hungAgain = state.lifted;
        state.lifted = false;
        if (bagChanged(state, at, massG)) {
            state.recentG = new double[] {massG};
            state.steadyG = massG;
            state.low.reset();
            signs.accept(Sign.of(SignKind.BAG_CHANGED, event, settingsVersion).measured(entry.levelMl(massG), null));
        } else {
            state.recentG = append(state.recentG, massG);
        }
        double medianG = median(state.recentG);
        double levelMl = entry.levelMl(medianG);
        if (state.candidateG == null && !hungAgain) {
            state.steadyG = medianG;
        }
        Band.Change change = state.low.take(
                at, limits.isLow(levelMl), limits.isRestored(levelMl), limits.samples(), limits.confirmMs());
        switch (change) {
            case LEFT ->
                signs.accept(Sign.of(SignKind.LEVEL_LOW, event, settingsVersion)
                        .measured(levelMl, limits.lowMl())
                        .since(state.low.outsideSince));
            case RETURNED ->
                signs.accept(Sign.of(SignKind.LEVEL_RESTORED, event, settingsVersion)
                        .measured(levelMl, limits.lowMl() + limits.hysteresisMl())
                        .since(state.low.outsideSince));
            case NONE -> {
                // Nothing to say.
            }
        }
        return levelMl;
    }

    /** Staff say that a new bag hangs: what was known of the old one no longer holds. */
    static void bagReported(LineState state) {
        state.recentG = new double[0];
        state.low.reset();
        state.candidateG = null;
        state.steadyG = null;
    }

    private static boolean bagChanged(LineState state, long at, double massG) {
        Double steady = state.steadyG;
        if (steady == null || massG < steady + SWAP_G) {
            state.candidateG = null;
            return false;
        }
        Double candidate = state.candidateG;
        if (candidate == null || Math.abs(massG - candidate) > SWAP_SPREAD_G) {
            state.candidateG = massG;
            state.candidateSince = at;
            return false;
        }
        if (at - state.candidateSince < SWAP_STABLE_MS) {
            return false;
        }
        state.candidateG = null;
        return true;
    }

    private static double[] append(double[] recent, double massG) {
        int keep = Math.min(recent.length, WINDOW - 1);
        double[] longer = Arrays.copyOfRange(recent, recent.length - keep, recent.length + 1);
        longer[keep] = massG;
        return longer;
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
