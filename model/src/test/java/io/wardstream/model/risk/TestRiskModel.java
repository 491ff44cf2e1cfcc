package io.wardstream.model.risk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Models for tests: nothing weighs anything but what a test says. */
public final class TestRiskModel {

    private TestRiskModel() {}

    /**
     * A model of some weights: its mean, scale and coefficient by feature.
     *
     * @param intercept log odds of the mean patient
     * @param threshold from which probability on it alarms
     */
    public static RiskModel of(Map<RiskFeature, double[]> weights, double intercept, double threshold) {
        List<RiskModel.Weight> all = new ArrayList<>();
        for (RiskFeature feature : RiskFeature.values()) {
            double[] weight = weights.getOrDefault(feature, new double[] {0, 1, 0});
            all.add(new RiskModel.Weight(feature.featureName(), weight[0], weight[1], weight[2]));
        }
        return with(all, intercept, threshold);
    }

    /** A model of exactly these weights. */
    public static RiskModel with(List<RiskModel.Weight> weights, double intercept, double threshold) {
        RiskModel.Interval none = new RiskModel.Interval(0.5, null, null);
        return new RiskModel(
                RiskModel.FORMAT,
                "test",
                "1",
                "2026-11-22",
                "sepsis",
                6,
                12,
                RiskFeatures.VERSION,
                weights,
                intercept,
                new RiskModel.Calibration(1, 0),
                threshold,
                new RiskModel.Training("nothing", 0, 0, 0, "nobody"),
                new RiskModel.Evaluation("none", none, none, 0, none, null, none, "for tests"));
    }

    /** The model as if it had been read. */
    public static LoadedRiskModel loaded(RiskModel model) {
        return new LoadedRiskModel(model, "0123456789ab");
    }
}
