package io.wardstream.model.recorded;

import org.jspecify.annotations.Nullable;

/**
 * One infusion line with its hook.
 *
 * @param lineId the recording's own name of the line
 * @param patientId the patient
 * @param bagMl the content of the largest bag that hung there, mL
 * @param orderMlPerH the ordered rate, if there is one and it never changed, mL/h
 * @param curve what the hook carried
 */
public record WeighedLine(
        String lineId,
        String patientId,
        double bagMl,
        @Nullable Double orderMlPerH,
        WeightCurve curve) {

    /** The mass of each empty bag with its set, g: bag 10–40 g, set and chamber 15–25 g. */
    public static final double TARE_G = 45;

    /** The density of each fluid, g/mL. */
    public static final double DENSITY_G_PER_ML = 1;
}
