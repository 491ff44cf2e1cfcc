package io.wardstream.model.risk;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A logistic regression over {@link RiskFeature}s with a calibration, as it stands in a file that was trained offline.
 *
 * <pre>
 * z = intercept + Σ coefficient · (value − mean) / scale        what is unknown is its mean, so it adds nothing
 * p = 1 / (1 + e^−(calibration.slope · z + calibration.intercept))
 * </pre>
 *
 * <p>It goes with an operator to where that runs, so it is serializable. Nobody changes it.
 *
 * @param format the format of the file, {@link #FORMAT}
 * @param name what the model is called
 * @param version its version; two models of one name and version are the same model
 * @param madeOn when it was trained, an ISO date
 * @param event what is predicted, in words
 * @param horizonFromH the event is expected so many hours ahead at the soonest
 * @param horizonToH and so many at the latest
 * @param featureVersion the version of the features that it was trained on, {@link RiskFeatures#VERSION}
 * @param weights one for each feature, in their order
 * @param intercept log odds of a patient who is the mean of all
 * @param calibration what makes a probability of the log odds
 * @param threshold from which probability on an alarm is raised; tuned, in (0, 1)
 * @param trainedOn what it knows the world from
 * @param evaluation how good it was, on patients that it was not trained on
 */
public record RiskModel(
        int format,
        String name,
        String version,
        String madeOn,
        String event,
        double horizonFromH,
        double horizonToH,
        int featureVersion,
        List<Weight> weights,
        double intercept,
        Calibration calibration,
        double threshold,
        Training trainedOn,
        Evaluation evaluation)
        implements Serializable {

    /** The format that is read here. */
    public static final int FORMAT = 1;

    /** How many reasons an alarm gives. */
    private static final int REASONS = 3;

    /** A plain word, so that it can stand in an alarm. */
    private static final String WORD = "[A-Za-z0-9][A-Za-z0-9._-]{0,39}";

    /**
     * What a feature weighs.
     *
     * @param feature its name
     * @param mean its mean in training, which stands for what is unknown
     * @param scale its standard deviation in training; 1 where it never varied
     * @param coefficient log odds for one scale more; 0 where it never varied
     */
    public record Weight(String feature, double mean, double scale, double coefficient) implements Serializable {}

    /**
     * Platt's calibration, fitted on patients that the regression was not trained on.
     *
     * @param slope what the log odds are multiplied by
     * @param intercept what is added then
     */
    public record Calibration(double slope, double intercept) implements Serializable {}

    /**
     * Where a model comes from.
     *
     * @param data the data set, with its version
     * @param patients how many patients
     * @param events how many of them had the event
     * @param rows how many instants
     * @param attribution whom to name, and under which licence
     */
    public record Training(String data, int patients, int events, int rows, String attribution)
            implements Serializable {}

    /**
     * How good a model was.
     *
     * @param method how that was found out
     * @param auroc area under the receiver's curve
     * @param auprc area under precision over recall
     * @param prevalence share of the instants that were followed by the event in the horizon: what chance has as {@code auprc}
     * @param warnedPatients share of the patients with the event who had an alarm that began in the {@code horizonToH} hours
     *     before it
     * @param leadP50H half of these had it at least so many hours before; null if none had
     * @param alarmsPerPatientDay alarms in 24 hours of one patient, at the threshold
     * @param remark what must be known to read this
     */
    public record Evaluation(
            String method,
            Interval auroc,
            Interval auprc,
            double prevalence,
            Interval warnedPatients,
            @Nullable Double leadP50H,
            Interval alarmsPerPatientDay,
            String remark)
            implements Serializable {}

    /**
     * A figure with its 95 % confidence interval over patients.
     *
     * @param value the figure
     * @param from the interval's lower end; null if too few patients allow none
     * @param to its upper end
     */
    public record Interval(
            double value, @Nullable Double from, @Nullable Double to) implements Serializable {}

    /** Everything that is wrong with it, one sentence each; empty if it can be used. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (format != FORMAT) {
            problems.add("its format is " + format + "; read is " + FORMAT);
        }
        check(name.matches(WORD), "name must be a word of letters, digits, '.', '_' and '-'", problems);
        check(version.matches(WORD), "version must be a word of letters, digits, '.', '_' and '-'", problems);
        check(
                horizonFromH >= 0 && horizonFromH < horizonToH && horizonToH <= 72,
                "horizonFromH is " + horizonFromH + " and horizonToH " + horizonToH
                        + "; accepted: 0 or more, and above that, up to 72",
                problems);
        if (featureVersion != RiskFeatures.VERSION) {
            problems.add("it was trained on features of version " + featureVersion + "; those here are version "
                    + RiskFeatures.VERSION + ": train it again");
        }
        features(problems);
        for (Weight weight : weights) {
            check(
                    finite(weight.mean())
                            && finite(weight.coefficient())
                            && finite(weight.scale())
                            && weight.scale() > 0,
                    weight.feature() + ": mean, scale and coefficient must be numbers, and scale above 0",
                    problems);
        }
        check(finite(intercept), "intercept must be a number", problems);
        check(
                finite(calibration.slope()) && calibration.slope() > 0 && finite(calibration.intercept()),
                "calibration must be a slope above 0 and an intercept: with another slope more risk would be less",
                problems);
        check(threshold > 0 && threshold < 1, "threshold is " + threshold + "; accepted: above 0, below 1", problems);
        return problems;
    }

    private void features(List<String> problems) {
        List<String> given = weights.stream().map(Weight::feature).toList();
        if (given.equals(RiskFeature.names())) {
            return;
        }
        int before = problems.size();
        Set<String> seen = new HashSet<>();
        for (String feature : given) {
            check(RiskFeature.names().contains(feature), "there is no feature " + feature, problems);
            check(seen.add(feature), "the feature " + feature + " is there twice", problems);
        }
        for (String feature : RiskFeature.names()) {
            check(seen.contains(feature), "the feature " + feature + " is missing", problems);
        }
        if (problems.size() == before) {
            int i = IntStream.range(0, given.size())
                    .filter(at -> !given.get(at).equals(RiskFeature.names().get(at)))
                    .findFirst()
                    .orElseThrow();
            problems.add("the features are in another order: number " + (i + 1) + " is " + given.get(i) + " and not "
                    + RiskFeature.names().get(i));
        }
    }

    private static void check(boolean holds, String problem, List<String> problems) {
        if (!holds) {
            problems.add(problem);
        }
    }

    private static boolean finite(double value) {
        return !Double.isNaN(value) && !Double.isInfinite(value);
    }

    /**
     * The probability of the event within the horizon.
     *
     * @param features one value for each {@link RiskFeature}, NaN where unknown
     */
    public double probability(double[] features) {
        double z = intercept;
        for (int i = 0; i < weights.size(); i++) {
            z += contribution(i, features);
        }
        return 1 / (1 + Math.exp(-(calibration.slope() * z + calibration.intercept())));
    }

    private double contribution(int i, double[] features) {
        Weight weight = weights.get(i);
        double value = features[i];
        return Double.isNaN(value) ? 0 : weight.coefficient() * (value - weight.mean()) / weight.scale();
    }

    /**
     * What raises the probability above that of the mean patient most, for people: up to three features, each with by how much
     * it raises the log odds. Empty if nothing does.
     *
     * @param features as for {@link #probability}
     */
    public String reasons(double[] features) {
        return String.join(
                "; ",
                IntStream.range(0, weights.size())
                        .boxed()
                        .filter(i -> contribution(i, features) > 0)
                        .sorted(Comparator.comparingDouble(i -> -contribution(i, features)))
                        .limit(REASONS)
                        .map(i -> String.format(
                                Locale.ROOT,
                                "%s (+%.2f)",
                                RiskFeature.ALL.get(i).say(features[i]),
                                calibration.slope() * contribution(i, features)))
                        .toList());
    }

    /** What it predicts, for people. */
    public String says() {
        return event + " in " + hours(horizonFromH) + " to " + hours(horizonToH) + " h";
    }

    private static String hours(double hours) {
        return hours == Math.rint(hours) ? String.valueOf((long) hours) : String.valueOf(hours);
    }

    /** What it is called, for people and records: name and version. */
    public String title() {
        return name + " " + version;
    }
}
