package io.wardstream.jobs.safety;

import io.wardstream.model.Subject;
import io.wardstream.model.Time;

/**
 * The newest reading of a line whose bag is low, for the clamp gate.
 *
 * @param subject the line
 * @param at when it was read
 * @param levelMl fluid left, mL
 * @param low whether it confirms that the bag is low
 * @param undisturbed whether nobody bumped, lifted or changed the bag a moment ago, and the sensor is believed
 * @param accounted whether what ran out of the bag explains its weight: the second condition, besides the weight itself
 * @param usualMlPerH how fast it ran when it ran as it should, mL/h; NaN if that is not known
 */
public record LineStatus(
        Subject subject,
        @Time long at,
        double levelMl,
        boolean low,
        boolean undisturbed,
        boolean accounted,
        double usualMlPerH) {

    /** A reading of a bag at which nobody is. */
    public static LineStatus of(Subject subject, long at, double levelMl, boolean low) {
        return new LineStatus(subject, at, levelMl, low, true, true, Double.NaN);
    }
}
