package io.wardstream.model.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wardstream.model.ScoreParts;
import io.wardstream.model.risk.RiskPicture.Before;
import io.wardstream.model.risk.RiskPicture.Course;
import io.wardstream.model.risk.RiskPicture.Vitals;
import java.util.List;
import org.junit.jupiter.api.Test;

class RiskFeaturesTest {

    private static final long MINUTE = 60_000;
    private static final Vitals NOW = new Vitals(100.0, 94.0, 22.0, 100.0, 38.4, 6);
    private static final ScoreParts PARTS = new ScoreParts(2, 1, 0, 2, 1, null, 1);
    private static final Course UNKNOWN = new Course(null, null, null, null, null);

    private static double value(RiskPicture picture, RiskFeature feature) {
        return RiskFeatures.of(picture)[feature.place()];
    }

    private static Before before(long agoMin, double hr, Double temp, int news2) {
        return new Before(agoMin * MINUTE, new Vitals(hr, 97.0, 16.0, 120.0, temp, news2));
    }

    @Test
    void tellsWhatIsKnownNow() {
        RiskPicture picture =
                new RiskPicture(NOW, 70.0, true, PARTS, new Course(12.0, -2.0, 4.0, -15.0, 0.5), List.of());
        assertThat(value(picture, RiskFeature.HR)).isEqualTo(100);
        assertThat(value(picture, RiskFeature.SPO2)).isEqualTo(94);
        assertThat(value(picture, RiskFeature.RR)).isEqualTo(22);
        assertThat(value(picture, RiskFeature.SYS)).isEqualTo(100);
        assertThat(value(picture, RiskFeature.MAP)).isEqualTo(70);
        assertThat(value(picture, RiskFeature.TEMP)).isEqualTo(38.4);
        assertThat(value(picture, RiskFeature.SHOCK_INDEX)).isEqualTo(1.0);
        assertThat(value(picture, RiskFeature.ON_OXYGEN)).isEqualTo(1);
        assertThat(value(picture, RiskFeature.NEWS2)).isEqualTo(6);
        assertThat(value(picture, RiskFeature.NEWS2_HR)).isEqualTo(1);
        assertThat(value(picture, RiskFeature.NEWS2_SPO2)).isEqualTo(1);
        assertThat(value(picture, RiskFeature.NEWS2_RR)).isEqualTo(2);
        assertThat(value(picture, RiskFeature.NEWS2_SYS)).isEqualTo(2);
        assertThat(value(picture, RiskFeature.NEWS2_TEMP)).isEqualTo(1);
        assertThat(value(picture, RiskFeature.HR_SLOPE)).isEqualTo(12);
        assertThat(value(picture, RiskFeature.SPO2_SLOPE)).isEqualTo(-2);
        assertThat(value(picture, RiskFeature.RR_SLOPE)).isEqualTo(4);
        assertThat(value(picture, RiskFeature.SYS_SLOPE)).isEqualTo(-15);
        assertThat(value(picture, RiskFeature.TEMP_SLOPE)).isEqualTo(0.5);
        for (RiskFeature missing : List.of(
                RiskFeature.MAP_MISSING,
                RiskFeature.TEMP_MISSING,
                RiskFeature.OXYGEN_MISSING,
                RiskFeature.HR_SLOPE_MISSING,
                RiskFeature.SPO2_SLOPE_MISSING,
                RiskFeature.RR_SLOPE_MISSING,
                RiskFeature.SYS_SLOPE_MISSING,
                RiskFeature.TEMP_SLOPE_MISSING)) {
            assertThat(value(picture, missing)).as(missing.name()).isZero();
        }
    }

    /** Every feature that can be unknown is NaN and not 0, and each is told of by one that says so. */
    @Test
    void neverTakesTheUnknownForZero() {
        Vitals noTemperature = new Vitals(100.0, 94.0, 22.0, 100.0, null, 6);
        RiskPicture picture = new RiskPicture(
                noTemperature, null, null, new ScoreParts(2, 1, null, 2, 1, null, null), UNKNOWN, List.of());
        double[] features = RiskFeatures.of(picture);
        for (RiskFeature feature : RiskFeature.ALL) {
            boolean tellsOfOthers = feature.name().endsWith("MISSING");
            boolean always = feature.place() <= RiskFeature.SYS.place()
                    || feature == RiskFeature.SHOCK_INDEX
                    || (feature.name().startsWith("NEWS2")
                            && feature != RiskFeature.NEWS2_TEMP
                            && !feature.name().contains("RISE"));
            double value = features[feature.place()];
            if (tellsOfOthers) {
                assertThat(value).as(feature.name()).isEqualTo(1);
            } else {
                assertThat(Double.isNaN(value)).as(feature.name()).isEqualTo(!always);
            }
        }
    }

    @Test
    void predictsNothingWithoutOneOfTheFour() {
        for (Vitals vitals : List.of(
                new Vitals(null, 94.0, 22.0, 100.0, 38.0, 6),
                new Vitals(100.0, null, 22.0, 100.0, 38.0, 6),
                new Vitals(100.0, 94.0, null, 100.0, 38.0, 6),
                new Vitals(100.0, 94.0, 22.0, null, 38.0, 6))) {
            assertThat(vitals.suffice()).isFalse();
            assertThat(RiskFeatures.of(new RiskPicture(vitals, 70.0, true, PARTS, UNKNOWN, List.of())))
                    .isNull();
        }
        assertThat(NOW.suffice()).isTrue();
    }

    /** By hand: heart rates 60, 70, 90 before, median 70; temperatures 36.4 and 37.4, median 36.9. */
    @Test
    void comparesWithTheHoursBefore() {
        RiskPicture picture = new RiskPicture(
                NOW,
                null,
                null,
                PARTS,
                UNKNOWN,
                List.of(
                        before(271, 200, 30.0, 0),
                        before(270, 60, 36.4, 4),
                        before(120, 90, null, 1),
                        before(60, 70, 37.4, 2),
                        before(29, 300, 20.0, 0)));
        assertThat(value(picture, RiskFeature.HR_CHANGE)).isEqualTo(30);
        assertThat(value(picture, RiskFeature.SPO2_CHANGE)).isEqualTo(-3);
        assertThat(value(picture, RiskFeature.RR_CHANGE)).isEqualTo(6);
        assertThat(value(picture, RiskFeature.SYS_CHANGE)).isEqualTo(-20);
        assertThat(value(picture, RiskFeature.TEMP_CHANGE)).isCloseTo(1.5, within(1e-9));
        assertThat(value(picture, RiskFeature.NEWS2_RISE_1H))
                .as("against an hour ago")
                .isEqualTo(4);
        assertThat(value(picture, RiskFeature.NEWS2_RISE_4H))
                .as("against the least")
                .isEqualTo(5);
        assertThat(value(picture, RiskFeature.BEFORE_1H_MISSING)).isZero();
        assertThat(value(picture, RiskFeature.BEFORE_4H_MISSING)).isZero();
        assertThat(value(picture, RiskFeature.TEMP_CHANGE_MISSING)).isZero();
    }

    @Test
    void drawsTheLineOfAboutAnHourAgo() {
        RiskPicture soonest = new RiskPicture(NOW, null, null, PARTS, UNKNOWN, List.of(before(30, 60, 37.0, 4)));
        assertThat(value(soonest, RiskFeature.NEWS2_RISE_1H)).isEqualTo(2);
        RiskPicture latest = new RiskPicture(NOW, null, null, PARTS, UNKNOWN, List.of(before(90, 60, 37.0, 4)));
        assertThat(value(latest, RiskFeature.NEWS2_RISE_1H)).isEqualTo(2);
        RiskPicture late = new RiskPicture(NOW, null, null, PARTS, UNKNOWN, List.of(before(91, 60, 37.0, 4)));
        assertThat(value(late, RiskFeature.NEWS2_RISE_1H)).isNaN();
        assertThat(value(late, RiskFeature.BEFORE_1H_MISSING)).isEqualTo(1);
        assertThat(value(late, RiskFeature.NEWS2_RISE_4H)).isEqualTo(2);
    }
}
