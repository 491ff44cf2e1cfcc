package io.wardstream.jobs.safety.infusion;

import java.util.Arrays;

/**
 * The slope of a track by Theil and Sen: the median of the slopes of all pairs of points, which up to 29 % of wild
 * points do not move. With the scatter of the points around it, which tells how well the slope is known.
 *
 * <p>One for each thread; it keeps its arrays, so that nothing is allocated.
 */
final class RobustSlope {

    /** A median absolute deviation of 1 is this standard deviation, for noise that is Gaussian. */
    private static final double MAD_TO_SIGMA = 1.4826;

    private static final int LEAST_TRIPLES = 10;

    /**
     * How far the zero of a load cell wanders in a second, g/√s: by 1 g in the half hour after which it comes back (an
     * Ornstein-Uhlenbeck process of 1 g and 30 min; the clinical document's simulator recipe, section 4.2, with a third
     * of its 3 g). A slope over W seconds of something that wanders is wrong by √(1.2/W) of it.
     */
    static final double WANDERS = Math.sqrt(2.0 / 1_800);

    private final double[] slopes;
    private final double[] residuals;

    private double gPerS = Double.NaN;
    private double sigmaG = Double.NaN;
    private double spanS = Double.NaN;
    private int count;

    RobustSlope(int most) {
        slopes = new double[most * (most - 1) / 2];
        residuals = new double[most];
    }

    /**
     * Fits the newest points of a track.
     *
     * @param from the oldest point's time, ms
     * @return whether there are at least three points; else all results are NaN
     */
    boolean fit(Track track, long from) {
        int size = track.size();
        int first = size;
        while (first > 0 && track.at(first - 1) >= from) {
            first--;
        }
        count = size - first;
        if (count < 3) {
            gPerS = Double.NaN;
            sigmaG = Double.NaN;
            spanS = Double.NaN;
            return false;
        }
        int pairs = 0;
        for (int i = first; i < size; i++) {
            for (int j = i + 1; j < size; j++) {
                slopes[pairs++] = (track.massG(j) - track.massG(i)) * 1000 / (track.at(j) - track.at(i));
            }
        }
        gPerS = median(slopes, pairs);
        long origin = track.at(first);
        for (int i = 0; i < count; i++) {
            residuals[i] = track.massG(first + i) - gPerS * (track.at(first + i) - origin) / 1000;
        }
        double level = median(residuals, count);
        for (int i = 0; i < count; i++) {
            residuals[i] = Math.abs(residuals[i] - level);
        }
        sigmaG = MAD_TO_SIGMA * median(residuals, count);
        spanS = (track.at(size - 1) - origin) / 1000.0;
        return true;
    }

    /** How fast the mass grows, g/s: negative while a bag runs. */
    double gPerS() {
        return gPerS;
    }

    /**
     * The standard error of that, g/s, from two things that have nothing to do with each other: the scatter of the
     * points (of a least-squares slope through evenly spaced points; Theil and Sen's is a twentieth larger), and the
     * wandering of the load cell's zero, which no number of points averages out.
     *
     * @param pointSigmaG the scatter of a point
     */
    double errorGPerS(double pointSigmaG) {
        double scatter = 1.05 * pointSigmaG / spanS * Math.sqrt(12.0 / count);
        return Math.sqrt(scatter * scatter + WANDERS * WANDERS * 1.2 / spanS);
    }

    /** The scatter of these points, grams. */
    double sigmaG() {
        return sigmaG;
    }

    /**
     * The scatter of a track's points, grams, from how far each is off the line between its neighbours. A change of the
     * rate moves one or two of these only, so that it is no scatter; of the points around one line it would be.
     *
     * @return NaN while there are too few points
     */
    double scatterG(Track track) {
        int triples = track.size() - 2;
        if (triples < LEAST_TRIPLES) {
            return Double.NaN;
        }
        for (int i = 0; i < triples; i++) {
            residuals[i] = Math.abs(offTheLineG(track, i + 1));
        }
        return MAD_TO_SIGMA * median(residuals, triples);
    }

    /** How far a point is off the line between its neighbours, grams, scaled so that it scatters as a point does. */
    static double offTheLineG(Track track, int index) {
        double before = track.at(index) - track.at(index - 1);
        double after = track.at(index + 1) - track.at(index);
        double share = before / (before + after);
        double betweenG = track.massG(index - 1) * (1 - share) + track.massG(index + 1) * share;
        return (track.massG(index) - betweenG) / Math.sqrt(1 + share * share + (1 - share) * (1 - share));
    }

    private static double median(double[] values, int count) {
        Arrays.sort(values, 0, count);
        int middle = count / 2;
        return count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
