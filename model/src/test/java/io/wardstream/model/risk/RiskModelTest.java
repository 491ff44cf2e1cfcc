package io.wardstream.model.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.wardstream.model.wire.RiskModels;
import io.wardstream.model.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RiskModelTest {

    private static final WireFormat<RiskModel> FORMAT = WireFormat.of(RiskModel.class);

    private static final RiskModel MODEL = TestRiskModel.of(
            Map.of(
                    RiskFeature.HR, new double[] {80, 10, 1},
                    RiskFeature.SYS, new double[] {120, 20, -0.5},
                    RiskFeature.TEMP, new double[] {37, 1, 3},
                    RiskFeature.TEMP_MISSING, new double[] {0.5, 0.5, 2}),
            -1,
            0.3);

    private static double[] features(double hr, double sys, double temp) {
        double[] features = new double[RiskFeature.ALL.size()];
        features[RiskFeature.HR.place()] = hr;
        features[RiskFeature.SYS.place()] = sys;
        features[RiskFeature.TEMP.place()] = temp;
        features[RiskFeature.TEMP_MISSING.place()] = Double.isNaN(temp) ? 1 : 0;
        return features;
    }

    private static RiskModels.Read read(String json) {
        return RiskModels.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> problems(RiskModel model) {
        return read(FORMAT.writeText(model)).problems();
    }

    /** By hand: −1 + 1·(90−80)/10 − 0.5·(100−120)/20 + 3·(38−37) + 2·(0−0.5)/0.5 = 1.5. */
    @Test
    void addsUpWhatTheFeaturesWeigh() {
        assertThat(MODEL.probability(features(90, 100, 38))).isCloseTo(1 / (1 + Math.exp(-1.5)), within(1e-12));
        assertThat(MODEL.probability(features(80, 120, 37))).isCloseTo(1 / (1 + Math.exp(3)), within(1e-12));
    }

    /** By hand: −1 + 2·(1−0.5)/0.5 = 1: an unknown temperature is the mean one, and that it is unknown counts by itself. */
    @Test
    void takesTheMeanForWhatIsUnknown() {
        assertThat(MODEL.probability(features(80, 120, Double.NaN))).isCloseTo(1 / (1 + Math.exp(-1)), within(1e-12));
    }

    /** By hand: 0.5·1.5 − 0.25 = 0.5. */
    @Test
    void calibratesTheLogOdds() {
        RiskModel calibrated = new RiskModel(
                MODEL.format(),
                MODEL.name(),
                MODEL.version(),
                MODEL.madeOn(),
                MODEL.event(),
                MODEL.horizonFromH(),
                MODEL.horizonToH(),
                MODEL.featureVersion(),
                MODEL.weights(),
                MODEL.intercept(),
                new RiskModel.Calibration(0.5, -0.25),
                MODEL.threshold(),
                MODEL.trainedOn(),
                MODEL.evaluation());
        assertThat(calibrated.probability(features(90, 100, 38))).isCloseTo(1 / (1 + Math.exp(-0.5)), within(1e-12));
        assertThat(calibrated.reasons(features(90, 100, 38)))
                .isEqualTo("temperature 38 °C (+1.50); heart rate 90 /min (+0.50); systolic pressure 100 mmHg (+0.25)");
    }

    @Test
    void saysNoMoreThanThreeReasonsAndNoneThatLowersIt() {
        assertThat(MODEL.reasons(features(70, 140, Double.NaN))).isEqualTo("temperature unknown (+2.00)");
        assertThat(MODEL.reasons(features(70, 140, 36.5))).isEmpty();
        RiskModel four = TestRiskModel.of(
                Map.of(
                        RiskFeature.HR, new double[] {0, 1, 0.01},
                        RiskFeature.RR, new double[] {0, 1, 0.2},
                        RiskFeature.SHOCK_INDEX, new double[] {0, 1, 3},
                        RiskFeature.ON_OXYGEN, new double[] {0, 1, 9}),
                0,
                0.5);
        double[] features = new double[RiskFeature.ALL.size()];
        features[RiskFeature.HR.place()] = 90;
        features[RiskFeature.RR.place()] = 22.5;
        features[RiskFeature.SHOCK_INDEX.place()] = 0.9;
        features[RiskFeature.ON_OXYGEN.place()] = 1;
        assertThat(four.reasons(features))
                .isEqualTo("oxygen is given (+9.00); respiration 22.5 /min (+4.50); shock index 0.90 (+2.70)");
    }

    @Test
    void isReadAsItWasWrittenAndSaysWhichFileItWas() {
        RiskModels.Read read = read(FORMAT.writeText(MODEL));
        assertThat(read.problems()).isEmpty();
        assertThat(read.model()).isNotNull();
        assertThat(read.model().model()).isEqualTo(MODEL);
        assertThat(read.model().title()).matches("test 1, [0-9a-f]{12}");
        assertThat(read(FORMAT.writeText(MODEL) + " ").model().digest())
                .isNotEqualTo(read.model().digest());
        assertThat(MODEL.says()).isEqualTo("sepsis in 6 to 12 h");
    }

    @Test
    void refusesWhatIsNoModel() {
        assertThat(read("").problems()).containsExactly("it is no model: EMPTY, no bytes");
        assertThat(read("{]").problems()).singleElement().asString().startsWith("it is no model: BROKEN_RECORD");
        assertThat(read("{}").problems()).singleElement().asString().startsWith("it is no model: ");
        String json = FORMAT.writeText(MODEL);
        assertThat(read(json.replace("\"threshold\":0.3,", "")).problems())
                .singleElement()
                .asString()
                .contains("threshold");
        assertThat(read(json.replace("\"weights\":[", "\"heavies\":[")).problems())
                .containsExactly("it is no model: MISSING_FIELD, RiskModel.weights");
        assertThat(read(json.replace("\"scale\":10.0", "\"scale\":\"ten\"")).problems())
                .singleElement()
                .asString()
                .endsWith("at weights.[].scale");
    }

    @Test
    void namesEveryDifferenceOfTheFeatures() {
        List<RiskModel.Weight> other = new ArrayList<>(MODEL.weights());
        other.remove(0);
        other.set(1, new RiskModel.Weight("lactate", 1, 1, 1));
        other.add(MODEL.weights().get(4));
        assertThat(problems(TestRiskModel.with(other, 0, 0.5)))
                .containsExactly(
                        "there is no feature lactate",
                        "the feature mapMmHg is there twice",
                        "the feature hrBpm is missing",
                        "the feature rrPerMin is missing");
        List<RiskModel.Weight> swapped = new ArrayList<>(MODEL.weights());
        swapped.set(2, MODEL.weights().get(3));
        swapped.set(3, MODEL.weights().get(2));
        assertThat(problems(TestRiskModel.with(swapped, 0, 0.5)))
                .containsExactly("the features are in another order: number 3 is sysMmHg and not rrPerMin");
    }

    @Test
    void namesAllThatIsWrongAtOnce() {
        List<RiskModel.Weight> weights = new ArrayList<>(MODEL.weights());
        weights.set(0, new RiskModel.Weight("hrBpm", 80, 0, 1));
        RiskModel wrong = new RiskModel(
                2,
                "a model",
                "",
                MODEL.madeOn(),
                MODEL.event(),
                12,
                6,
                0,
                weights,
                0,
                new RiskModel.Calibration(-1, 0),
                1,
                MODEL.trainedOn(),
                MODEL.evaluation());
        assertThat(problems(wrong))
                .containsExactly(
                        "its format is 2; read is 1",
                        "name must be a word of letters, digits, '.', '_' and '-'",
                        "version must be a word of letters, digits, '.', '_' and '-'",
                        "horizonFromH is 12.0 and horizonToH 6.0; accepted: 0 or more, and above that, up to 72",
                        "it was trained on features of version 0; those here are version 1: train it again",
                        "hrBpm: mean, scale and coefficient must be numbers, and scale above 0",
                        "calibration must be a slope above 0 and an intercept: with another slope more risk would be less",
                        "threshold is 1.0; accepted: above 0, below 1");
        assertThatIllegalArgumentException().isThrownBy(() -> TestRiskModel.loaded(wrong));
        assertThat(problems(TestRiskModel.of(Map.of(), 0, 0))).hasSize(1);
        assertThat(problems(TestRiskModel.of(Map.of(), 0, 0.001))).isEmpty();
    }

    /** The names are a promise to models that are trained elsewhere: change one and the version must change. */
    @Test
    void keepsTheListOfItsVersion() {
        assertThat(RiskFeatures.VERSION).isEqualTo(1);
        assertThat(RiskFeature.names()).doesNotHaveDuplicates().hasSize(37);
        assertThat(RiskFeature.names().hashCode())
                .as("names of version 1: %s", RiskFeature.names())
                .isEqualTo(-45_871_310);
    }
}
