package io.wardstream.jobs.safety;

import io.wardstream.model.risk.LoadedRiskModel;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Whether risks are predicted. Goes with the operator to where it runs: nothing is read there.
 *
 * @param model the model, or null if nothing is predicted
 * @param tellsFeatures whether everything that a model is given, or would be, comes out, to train one
 */
public record Prediction(@Nullable LoadedRiskModel model, boolean tellsFeatures) implements Serializable {

    /** Nothing is predicted. */
    public static final Prediction NONE = new Prediction(null, false);
}
