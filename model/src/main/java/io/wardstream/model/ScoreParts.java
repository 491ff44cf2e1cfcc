package io.wardstream.model;

import org.jspecify.annotations.Nullable;

/**
 * The seven sub-scores of NEWS2; null where the parameter is not known.
 *
 * @param rr respiration
 * @param spo2 oxygen saturation, on the scale in use
 * @param o2 supplemental oxygen
 * @param sys systolic pressure
 * @param hr pulse
 * @param acvpu consciousness
 * @param temp temperature
 */
public record ScoreParts(
        @Nullable Integer rr,
        @Nullable Integer spo2,
        @Nullable Integer o2,
        @Nullable Integer sys,
        @Nullable Integer hr,
        @Nullable Integer acvpu,
        @Nullable Integer temp) {}
