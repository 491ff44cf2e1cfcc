package io.wardstream.jobs.safety.vitals;

import io.wardstream.model.Subject;
import io.wardstream.model.Time;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model of the risk was, or would be, given at one instant.
 *
 * @param subject the patient
 * @param at the instant, on the ward clock
 * @param features one value for each {@link io.wardstream.model.risk.RiskFeature}, in their order; NaN where unknown
 * @param probability what the model made of it, or null if there is none
 */
public record RiskRow(
        Subject subject,
        @Time long at,
        List<Double> features,
        @Nullable Double probability) {}
