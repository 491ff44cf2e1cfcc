package io.wardstream.jobs.safety.vitals;

import io.wardstream.cep.PredictedRisk;
import io.wardstream.model.Score;
import io.wardstream.model.ScoreInput;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import io.wardstream.model.risk.LoadedRiskModel;
import io.wardstream.model.risk.RiskFeatures;
import io.wardstream.model.risk.RiskModel;
import io.wardstream.model.risk.RiskPicture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks a model for a patient's risk each time that a score was worked out, but not more often than once a minute. Says when the
 * probability reaches the threshold, with the reasons, and when it has fallen below a share of it; what it predicts within
 * hours of the last time is put on record and not said. Without a model it says nothing, and takes back what an earlier one
 * said.
 *
 * <p>Nothing is predicted for whom NEWS2 is not made, and nothing without heart rate, saturation, respiration and systolic
 * pressure. What had been predicted stands meanwhile, for as long as it would not be said again.
 *
 * <p>Pure but for the state that it is given; it neither reads nor waits. One for each thread.
 */
public final class RiskJudge {

    private static final long MINUTE_MS = 60_000;
    private static final long HOUR_MS = 3_600_000;

    /** Minutes that a slope needs of what is measured all along. */
    private static final int MINUTES = 8;

    /** Measurements that it needs of what is measured seldom. */
    private static final int SELDOM = 3;

    private static final String PATTERN = PredictedRisk.CARD.id();

    private final @Nullable LoadedRiskModel loaded;
    private final @Nullable Consumer<RiskRow> rows;

    /**
     * A judge.
     *
     * @param loaded the model, or null if there is none
     * @param rows takes what the model was given, or null if nobody wants it
     */
    public RiskJudge(@Nullable LoadedRiskModel loaded, @Nullable Consumer<RiskRow> rows) {
        this.loaded = loaded;
        this.rows = rows;
    }

    /** Looks at a patient whose score was worked out. */
    void judge(PatientState patient, Score score, Moment now) {
        RiskState state = patient.risk;
        if (loaded == null) {
            over(state, now, "no model is given any more");
            if (rows == null) {
                patient.risk = null;
                return;
            }
        }
        if (score.refused() != null) {
            over(state, now, score.refused());
            return;
        }
        if (state == null) {
            state = new RiskState();
            patient.risk = state;
        }
        if (now.at() - state.lookedAt < MINUTE_MS) {
            return;
        }
        state.lookedAt = now.at();
        RiskPicture picture = picture(patient, state, score, now);
        double[] features = RiskFeatures.of(picture);
        if (features == null) {
            if (now.at() - state.knownAt >= now.limits().risk().onceMs()) {
                over(state, now, "too little has been known for hours");
            }
            return;
        }
        state.keep(now.at(), picture.vitals());
        Double probability = loaded == null ? null : (Double) loaded.model().probability(features);
        if (rows != null) {
            List<Double> values = new ArrayList<>(features.length);
            Arrays.stream(features).forEach(values::add);
            rows.accept(new RiskRow(now.subject(), now.at(), values, probability));
        }
        if (loaded != null && probability != null) {
            weigh(loaded, state, probability, features, now);
        }
    }

    private static void weigh(
            LoadedRiskModel loaded, RiskState state, double probability, double[] features, Moment now) {
        PredictedRisk.Limits limits = now.limits().risk();
        RiskModel model = loaded.model();
        double threshold = limits.thresholdOr(model.threshold());
        boolean never = threshold >= 1;
        state.knownAt = now.at();
        if (state.since != 0) {
            if (never || probability < threshold * limits.overShare()) {
                now.say(now.sign(SignKind.RISK_OVER)
                        .measured(probability, threshold)
                        .since(state.since));
                state.since = 0;
            }
            return;
        }
        if (never || probability < threshold) {
            state.keptBack = false;
            return;
        }
        Sign sign = now.sign(SignKind.RISK_PREDICTED).measured(probability, threshold);
        if (state.saidAt != 0 && now.at() - state.saidAt < limits.onceMs()) {
            if (!state.keptBack) {
                state.keptBack = true;
                now.say(now.sign(SignKind.SUPPRESSED)
                        .measured(probability, threshold)
                        .waitingFor(PATTERN + "/once"));
            }
            return;
        }
        state.keptBack = false;
        state.since = now.at();
        state.saidAt = now.at();
        now.say(sign.because(why(loaded, probability, threshold, features)));
    }

    private static String why(LoadedRiskModel loaded, double probability, double threshold, double[] features) {
        String reasons = loaded.model().reasons(features);
        return String.format(
                Locale.ROOT,
                "p %.3f of %s, threshold %.3f, model %s: %s",
                probability,
                loaded.model().says(),
                threshold,
                loaded.title(),
                reasons.isEmpty() ? "nothing stands out" : reasons);
    }

    private static void over(@Nullable RiskState state, Moment now, String why) {
        if (state != null && state.since != 0) {
            now.say(now.sign(SignKind.RISK_OVER).since(state.since).because(why));
            state.since = 0;
        }
    }

    private static RiskPicture picture(PatientState patient, RiskState state, Score score, Moment now) {
        Double oxygen = input(score, "o2");
        return new RiskPicture(
                new RiskPicture.Vitals(
                        input(score, "hr"),
                        input(score, "spo2"),
                        input(score, "rr"),
                        input(score, "sys"),
                        input(score, "temp"),
                        score.news2Min()),
                score.mapMmHg(),
                oxygen == null ? null : (Boolean) (oxygen > 0),
                score.parts(),
                new RiskPicture.Course(
                        patient.hrMinutes.rise(now.at(), HOUR_MS, MINUTES),
                        patient.spo2Minutes.rise(now.at(), HOUR_MS, MINUTES),
                        patient.rrMinutes.rise(now.at(), HOUR_MS, MINUTES),
                        patient.sysMinutes.rise(now.at(), HOUR_MS, SELDOM),
                        patient.tempMinutes.rise(now.at(), HOUR_MS, SELDOM)),
                state.before(now.at()));
    }

    private static @Nullable Double input(Score score, String parameter) {
        List<ScoreInput> inputs = score.inputs();
        if (inputs == null) {
            return null;
        }
        for (ScoreInput input : inputs) {
            if (input.parameter().equals(parameter)) {
                return input.value();
            }
        }
        return null;
    }
}
