package io.wardstream.model;

import org.jspecify.annotations.Nullable;

/**
 * A value that a score was made of.
 *
 * @param parameter which, in the words of {@link ScoreParts}
 * @param value the value, in the unit of its vital; the median of some minutes where it is measured all along;
 *     for consciousness its points, for oxygen 1 or 0
 * @param at when it was measured or told last, on the ward clock
 * @param deviceId the device that measured it last, or null where staff told it
 */
public record ScoreInput(
        String parameter,
        double value,
        @Time long at,
        @Nullable String deviceId) {}
