package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.Set;

/** A model that was trained elsewhere gives an event in the hours to come a probability worth a look. */
public final class PredictedRisk extends Assessed {

    public static final PatternCard CARD = new PatternCard(
            "PredictedRisk",
            1,
            "PREDICTED_RISK",
            "A model predicts a risk",
            Priority.LOW,
            AlarmKind.PHYSIOLOGICAL,
            false,
            About.SUBJECT,
            "A look at a patient some hours before something happens; advice, never a reason to wait or to leave something "
                    + "out. Silent unless a site gives a model (safety.risk-model).",
            "the probability that the model was tuned to; at most one in 4 h: clinical catalogue V21. Which "
                    + "model, what it was trained on and how good it was stands in its file, its name in each alarm",
            "whatever the model was not trained on: other wards, other devices, other events; patients of whom heart "
                    + "rate, saturation, respiration or systolic pressure is unknown; patients under 16 years or in "
                    + "pregnancy");

    static final SettingKey THRESHOLD = new SettingKey(
            "PredictedRisk.threshold",
            "1",
            0,
            0,
            1,
            "probability from which on it is said; 0: the model's own, 1: never");
    static final SettingKey OVER_SHARE = new SettingKey(
            "PredictedRisk.overShare", "1", 0.8, 0.1, 1, "share of the threshold below which it is over");
    static final SettingKey ONCE_MS = new SettingKey(
            "PredictedRisk.onceMs", "ms", 14_400_000, 3_600_000, 86_400_000, "how long it is not said again");

    /**
     * The numbers.
     *
     * @param threshold probability from which on it is said; 0 for the model's own
     * @param overShare share of the threshold below which it is over
     * @param onceMs how long it is not said again, ms
     */
    public record Limits(double threshold, double overShare, long onceMs) {

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(settings.get(THRESHOLD), settings.get(OVER_SHARE), settings.millis(ONCE_MS));
        }

        /** The probability from which on it is said, with a model whose own is this. */
        public double thresholdOr(double ofTheModel) {
            return threshold == 0 ? ofTheModel : threshold;
        }
    }

    public PredictedRisk() {
        super(
                CARD,
                "model-predicts-a-risk",
                Set.of(SignKind.RISK_PREDICTED),
                Set.of(SignKind.RISK_OVER),
                List.of(THRESHOLD, OVER_SHARE, ONCE_MS));
    }
}
