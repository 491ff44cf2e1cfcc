package io.wardstream.jobs.safety.infusion;

import java.util.Arrays;

/**
 * The slope of a track by Theil and Sen: the median of the slopes of all pairs of points, which up to 29 % of wild points do
 * not move. With the scatter of the points around it, which tells how well the slope is known.
 *
 * <p>One for each thread; it keeps its arrays, so that nothing is allocated.
 */
final class RobustSlope {

    /** A median absolute deviation of 1 is this standard deviation, for noise that is Gaussian. */
    private static final double MAD_TO_SIGMA = 1.4826;

    /** Points cannot be known better than this, whatever their scatter says, grams: a load cell creeps and drifts. */
    private static final double LEAST_SIGMA_G = 0.3;

    private final double[] slopes;
    private final double[] residuals;

    private double gPerS = Double.NaN;
    private double errorGPerS = Double.NaN;
    private double sigmaG = Double.NaN;

    RobustSlope(int most) {
        slopes = new double[most * (most - 1) / 2];
        residuals = new double[most];
    }

    /**
     * Fits the newest points of a track.
     *
     * @param from the oldest point's time, ms
     * @param knownSigmaG the scatter of a point as it is known from before; NaN to take that of these points
     * @return whether there are at least three points; else all results are NaN
     */
    boolean fit(Track track, long from, double knownSigmaG) {
        int size = track.size();
        int first = size;
        while (first > 0 && track.at(first - 1) >= from) {
            first--;
        }
        int count = size - first;
        if (count < 3) {
            gPerS = Double.NaN;
            errorGPerS = Double.NaN;
            sigmaG = Double.NaN;
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
        sigmaG = Math.max(LEAST_SIGMA_G, MAD_TO_SIGMA * median(residuals, count));
        double usedSigmaG = Double.isNaN(knownSigmaG) ? sigmaG : knownSigmaG;
        double spanS = (track.at(size - 1) - origin) / 1000.0;
        // The standard error of a least-squares slope through evenly spaced points; Theil and Sen's is a twentieth
        // larger.
        errorGPerS = 1.05 * usedSigmaG / spanS * Math.sqrt(12.0 / count);
        return true;
    }

    /** How fast the mass grows, g/s: negative while a bag runs. */
    double gPerS() {
        return gPerS;
    }

    /** The standard error of that, g/s. */
    double errorGPerS() {
        return errorGPerS;
    }

    /** The scatter of these points, grams. */
    double sigmaG() {
        return sigmaG;
    }

    private static double median(double[] values, int count) {
        Arrays.sort(values, 0, count);
        int middle = count / 2;
        return count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
