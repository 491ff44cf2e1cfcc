package io.wardstream.cep;

import static io.wardstream.cep.PatternHarness.LINE;
import static io.wardstream.cep.PatternHarness.PATIENT;
import static io.wardstream.cep.PatternHarness.sign;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import io.wardstream.model.Subject;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The patterns over vital signs: what raises each, what ends it, and how urgent it is. */
class VitalsPatternsTest {

    @ParameterizedTest
    @CsvSource({
        "Spo2Low, SPO2, SPO2_LOW, SPO2_RECOVERED, MEDIUM, false",
        "Spo2Desaturation, SPO2, SPO2_DESATURATED, SPO2_DESATURATION_OVER, HIGH, true",
        "Spo2Critical, SPO2, SPO2_CRITICAL, SPO2_CRITICAL_OVER, HIGH, true",
        "Spo2HighOnOxygen, SPO2_HIGH, SPO2_HIGH, SPO2_HIGH_OVER, LOW, false",
        "HeartRateExtreme, HEART_RATE, HR_EXTREME, HR_EXTREME_OVER, HIGH, true",
        "ArrestSuspected, HEART_RATE, ARREST_SUSPECTED, ARREST_OVER, HIGH, true",
        "RespirationWarning, RESPIRATION, RR_WARNING, RR_WARNING_OVER, LOW, false",
        "RespirationOutOfRange, RESPIRATION, RR_OUT_OF_RANGE, RR_RECOVERED, MEDIUM, false",
        "RespirationExtreme, RESPIRATION, RR_EXTREME, RR_EXTREME_OVER, HIGH, true",
        "ApnoeaSuspected, RESPIRATION, BREATHING_STOPPED, BREATHING_RESUMED, HIGH, true",
        "RespiratoryDepression, RESPIRATORY_DEPRESSION, BREATHING_DEPRESSED, BREATHING_DEPRESSED_OVER, HIGH, true",
        "SystolicOutOfRange, BLOOD_PRESSURE, SYS_OUT_OF_RANGE, SYS_RECOVERED, MEDIUM, false",
        "MeanPressureLow, BLOOD_PRESSURE, MAP_LOW, MAP_RECOVERED, MEDIUM, false",
        "SystolicExtreme, BLOOD_PRESSURE, SYS_EXTREME, SYS_EXTREME_OVER, HIGH, true",
        "MeanPressureVeryLow, BLOOD_PRESSURE, MAP_VERY_LOW, MAP_VERY_LOW_OVER, HIGH, true",
        "ShockIndexHigh, SHOCK_INDEX, SHOCK_INDEX_HIGH, SHOCK_INDEX_HIGH_OVER, MEDIUM, false",
        "ShockIndexVeryHigh, SHOCK_INDEX, SHOCK_INDEX_VERY_HIGH, SHOCK_INDEX_VERY_HIGH_OVER, HIGH, true",
        "CushingLike, CUSHING, CUSHING_LIKE, CUSHING_LIKE_OVER, HIGH, true",
        "TemperatureOutOfRange, TEMPERATURE, TEMP_OUT_OF_RANGE, TEMP_RECOVERED, LOW, false",
        "TemperatureExtreme, TEMPERATURE, TEMP_EXTREME, TEMP_EXTREME_OVER, MEDIUM, false",
        "News2Rise, NEWS2_RISE, NEWS2_ROSE, NEWS2_STEADY, MEDIUM, false",
        "News2Incomplete, NEWS2_INCOMPLETE, NEWS2_INCOMPLETE, NEWS2_COMPLETE, LOW, false",
        "SepsisSuspected, SEPSIS, SEPSIS_SUSPECTED, SEPSIS_UNLIKELY, MEDIUM, false",
        "DeteriorationTrend, TREND, TREND_WORSENING, TREND_FLAT, LOW, false",
        "PredictedRisk, PREDICTED_RISK, RISK_PREDICTED, RISK_OVER, LOW, false",
        "SensorOff, SENSOR_OFF, SENSOR_OFF, SENSOR_ON, LOW, false",
        "SensorOffLong, SENSOR_OFF, SENSOR_OFF_LONG, SENSOR_ON, MEDIUM, false",
        "LimitsOpen, LIMITS, LIMITS_OPEN, LIMITS_CLOSED, LOW, false",
    })
    void raisesAndEndsOnExactlyItsSigns(
            String id, String family, SignKind raises, SignKind ends, Priority priority, boolean latching) {
        OneSign pattern = (OneSign) PatternCatalogue.pattern(id);
        assertThat(pattern.signs()).containsExactly(raises);
        assertThat(PatternCatalogue.forOne(raises)).containsExactly(pattern);
        assertThat(Arrays.stream(SignKind.values()).filter(kind -> pattern.clearedBy(sign(kind, PATIENT, 1))))
                .containsExactly(ends);
        assertThat(pattern.finding(sign(raises, PATIENT, 5_000))).satisfies(finding -> {
            assertThat(finding.pattern()).isEqualTo(id);
            assertThat(finding.family()).isEqualTo(family);
            assertThat(finding.priority()).isEqualTo(priority);
            assertThat(finding.latching()).isEqualTo(latching);
            assertThat(finding.about()).isEqualTo("patient:p1");
        });
    }

    /** Of one family the later stage is the more urgent: they are one alarm. */
    @Test
    void escalatesWithinAFamily() {
        for (List<String> family : List.of(
                List.of("Spo2Low", "Spo2Desaturation", "Spo2Critical"),
                List.of("HeartRateOutOfRange", "HeartRateExtreme", "ArrestSuspected"),
                List.of("RespirationWarning", "RespirationOutOfRange", "RespirationExtreme", "ApnoeaSuspected"),
                List.of("SystolicOutOfRange", "MeanPressureLow", "SystolicExtreme", "MeanPressureVeryLow"),
                List.of("News2SingleRed", "News2Medium", "News2High"))) {
            assertThat(family.stream().map(PatternCatalogue::stage)).isSorted().doesNotContain(-1);
            assertThat(family.stream()
                            .map(id -> PatternCatalogue.pattern(id).card().family())
                            .distinct())
                    .hasSize(1);
        }
    }

    /** No physiological alarm of high priority ends by itself: somebody has to have seen it. */
    @Test
    void latchesWhatIsUrgent() {
        assertThat(PatternCatalogue.ALL)
                .map(WardPattern::card)
                .filteredOn(card -> card.kind() == AlarmKind.PHYSIOLOGICAL && card.priority() == Priority.HIGH)
                .filteredOn(card -> !card.latching())
                .extracting(PatternCard::id)
                .containsExactly("ResponseOverdue");
    }

    @Nested
    class RangeTest {
        private final Range open = new Range(10, 20, 12, 18, false, 1, 1);
        private final Range closed = new Range(10, 20, 12, 18, true, 2, 3, 30);

        @Test
        void drawsItsLinesWhereItSays() {
            assertThat(open.isOut(10)).isFalse();
            assertThat(open.isBelow(9.9)).isTrue();
            assertThat(open.isAbove(20)).isFalse();
            assertThat(open.isAbove(20.1)).isTrue();
            assertThat(closed.isBelow(10)).isTrue();
            assertThat(closed.isBelow(10.1)).isFalse();
            assertThat(closed.isAbove(20)).isTrue();
            assertThat(closed.isAbove(19.9)).isFalse();
            assertThat(open.isIn(12)).isTrue();
            assertThat(open.isIn(11.9)).isFalse();
            assertThat(open.isIn(18)).isTrue();
            assertThat(open.isIn(18.1)).isFalse();
        }

        @Test
        void wantsTwoMeasurementsInDoubtAndToBeBack() {
            assertThat(open.inDoubt().needed()).isEqualTo(2);
            assertThat(open.inDoubt().low()).isEqualTo(10);
            assertThat(closed.inDoubt()).isSameAs(closed);
            assertThat(open.neededBack()).isEqualTo(2);
            assertThat(new Range(1, 2, 1, 2, false, 3, 3).neededBack()).isEqualTo(3);
        }

        @Test
        void refusesWhatIsNoRange() {
            assertThatIllegalArgumentException().isThrownBy(() -> new Range(20, 10, 12, 18, false, 1, 1));
            assertThatIllegalArgumentException().isThrownBy(() -> new Range(10, 20, 12, 18, false, 0, 1));
            assertThatIllegalArgumentException().isThrownBy(() -> new Range(10, 20, 12, 18, false, 2, 1));
        }
    }

    @Nested
    class Spo2DesaturationTest {
        private final Spo2Desaturation.Limits limits = Spo2Desaturation.Limits.from(SettingsView.DEFAULTS);

        @Test
        void isFarBelowTheLimitOfThePatientOrFarInItself() {
            assertThat(limits.range(false, 90).low()).isEqualTo(85);
            assertThat(limits.range(true, 88).low()).isEqualTo(83);
            assertThat(limits.range(false, 96).low()).isEqualTo(86);
            assertThat(limits.range(false, 99).inLow())
                    .as("never out and in at once")
                    .isEqualTo(90);
        }
    }

    @Nested
    class ShockIndexVeryHighTest {
        @Test
        void isHighSoonerWithALowPressure() {
            ShockIndexVeryHigh.Limits limits = ShockIndexVeryHigh.Limits.from(SettingsView.DEFAULTS);
            assertThat(limits.range(100).high()).isEqualTo(1.3);
            assertThat(limits.range(99).high()).isEqualTo(1.0);
        }
    }

    @Nested
    class ScoresTest {
        @ParameterizedTest
        @CsvSource({
            "News2SingleRed, NEWS2_RED, NEWS2_NO_RED, MEDIUM",
            "News2Medium, NEWS2_MEDIUM, NEWS2_BELOW_MEDIUM, MEDIUM",
        })
        void stands(String id, SignKind reached, SignKind left, Priority priority) throws Exception {
            WardPattern pattern = PatternCatalogue.pattern(id);
            try (PatternHarness harness = new PatternHarness(pattern)) {
                harness.on(reached, PATIENT, 5_000).clock(65_999);
                assertThat(harness.findings()).isEmpty();
                assertThat(harness.clock(66_000).findings())
                        .singleElement()
                        .satisfies(finding -> assertThat(finding.priority()).isEqualTo(priority));
            }
            try (PatternHarness harness = new PatternHarness(pattern)) {
                harness.on(reached, PATIENT, 5_000).on(left, PATIENT, 30_000).clock(10_000_000);
                assertThat(harness.findings()).isEmpty();
                assertThat(harness.stateEntries()).isZero();
            }
            assertThat(pattern.clearedBy(Sign.timeIsUp(PATIENT, id + "/recovered", 1, 1, 1, 0)))
                    .isTrue();
            assertThat(pattern.clearedBy(sign(left, PATIENT, 1))).isFalse();
        }
    }

    @Nested
    class ResponseOverdueTest {
        private final ResponseOverdue pattern = new ResponseOverdue();

        @ParameterizedTest
        @CsvSource({"NEWS2_RED, 60", "NEWS2_MEDIUM, 60", "NEWS2_HIGH, 30"})
        void comesWhenTheTimeOfTheChartIsOver(SignKind kind, int minutes) throws Exception {
            try (PatternHarness harness = new PatternHarness(pattern)) {
                harness.on(kind, PATIENT, 5_000).clock(minutes * 60_000L + 5_999);
                assertThat(harness.findings()).isEmpty();
                harness.clock(minutes * 60_000L + 6_000);
                assertThat(harness.findings()).singleElement().satisfies(finding -> {
                    assertThat(finding.priority()).isEqualTo(Priority.HIGH);
                    assertThat(finding.at()).isEqualTo(minutes * 60_000L + 5_000);
                });
            }
        }

        @Test
        void doesNotComeWhenSomebodyReviewedOrTheScoreWasTakenBack() throws Exception {
            for (SignKind end : new SignKind[] {SignKind.REVIEWED, SignKind.DISCHARGED, SignKind.NEWS2_BELOW_HIGH}) {
                try (PatternHarness harness = new PatternHarness(pattern)) {
                    harness.on(SignKind.NEWS2_HIGH, PATIENT, 5_000)
                            .on(end, PATIENT, 600_000)
                            .clock(50_000_000);
                    assertThat(harness.findings()).as(end.name()).isEmpty();
                }
            }
        }

        @Test
        void comesAlthoughSomebodyAcknowledged() throws Exception {
            try (PatternHarness harness = new PatternHarness(pattern)) {
                harness.on(SignKind.NEWS2_HIGH, PATIENT, 5_000)
                        .on(SignKind.ACKNOWLEDGED, PATIENT, 60_000)
                        .clock(50_000_000);
                assertThat(harness.findings()).hasSize(1);
            }
        }

        @Test
        void judgesEachCallByItsOwnTime() throws Exception {
            try (PatternHarness harness = new PatternHarness(pattern)) {
                harness.on(SignKind.NEWS2_MEDIUM, PATIENT, 5_000)
                        .on(SignKind.NEWS2_HIGH, PATIENT, 5_000)
                        .clock(1_900_000);
                assertThat(harness.findings()).as("half an hour").hasSize(1);
                harness.clock(4_000_000);
                assertThat(harness.findings()).as("an hour").hasSize(2);
            }
        }

        @Test
        void endsWithTheReview() {
            assertThat(Arrays.stream(SignKind.values()).filter(kind -> pattern.clearedBy(sign(kind, PATIENT, 1))))
                    .containsExactlyInAnyOrder(SignKind.REVIEWED, SignKind.DISCHARGED);
        }
    }

    /** Patterns over both streams: the line's signs come said of the patient. */
    @Nested
    class BothStreamsTest {
        private final Subject otherLine = new Subject("patient:p1", "icu", "b1", "l2", "p1", "scale-2");

        private Sign line(SignKind kind, long at) {
            return sign(kind, LINE, at).ofPatient("p1");
        }

        @ParameterizedTest
        @CsvSource({"BAG_EMPTY", "FLOW_STOPPED", "FREE_FLOW"})
        void infusionFailsWhileThePatientIsInShockWhicheverComesFirst(SignKind failure) throws Exception {
            try (PatternHarness harness = new PatternHarness(new IvFailureWithShock())) {
                harness.on(line(failure, 5_000))
                        .on(SignKind.SHOCK, PATIENT, 1_800_000)
                        .clock(2_000_000);
                assertThat(harness.findings()).singleElement().satisfies(finding -> {
                    assertThat(finding.priority()).isEqualTo(Priority.HIGH);
                    assertThat(finding.about()).isEqualTo("patient:p1");
                });
            }
            try (PatternHarness harness = new PatternHarness(new IvFailureWithShock())) {
                harness.on(SignKind.SHOCK, PATIENT, 5_000)
                        .on(line(failure, 1_800_000))
                        .clock(2_000_000);
                assertThat(harness.findings()).hasSize(1);
            }
        }

        @Test
        void isNothingOnceEitherIsPutRight() throws Exception {
            try (PatternHarness harness = new PatternHarness(new IvFailureWithShock())) {
                harness.on(line(SignKind.BAG_EMPTY, 5_000))
                        .on(line(SignKind.BAG_CHANGED, 60_000))
                        .on(SignKind.SHOCK, PATIENT, 120_000)
                        .on(SignKind.SHOCK_OVER, PATIENT, 180_000)
                        .on(line(SignKind.FLOW_STOPPED, 240_000))
                        .clock(300_000);
                assertThat(harness.findings()).isEmpty();
            }
        }

        @Test
        void isNotPutRightByAnotherLine() throws Exception {
            try (PatternHarness harness = new PatternHarness(new IvFailureWithShock())) {
                harness.on(line(SignKind.BAG_EMPTY, 5_000))
                        .on(sign(SignKind.BAG_CHANGED, otherLine, 60_000))
                        .on(SignKind.SHOCK, PATIENT, 120_000)
                        .clock(300_000);
                assertThat(harness.findings()).hasSize(1);
            }
        }

        @Test
        void endsWithTheShock() {
            assertThat(Arrays.stream(SignKind.values())
                            .filter(kind -> new IvFailureWithShock().clearedBy(sign(kind, PATIENT, 1))))
                    .containsExactly(SignKind.SHOCK_OVER);
        }

        @Test
        void bloodRunsAndVitalSignsShiftSinceThen() throws Exception {
            try (PatternHarness harness = new PatternHarness(new TransfusionReaction())) {
                harness.on(line(SignKind.TRANSFUSION_STARTED, 600_000))
                        .on(sign(SignKind.VITALS_SHIFTED, PATIENT, 900_000).since(599_999))
                        .clock(1_000_000);
                assertThat(harness.findings()).as("it had shifted before").isEmpty();
                harness.on(sign(SignKind.VITALS_SHIFTED, PATIENT, 1_200_000).since(600_000))
                        .clock(1_300_000);
                assertThat(harness.findings()).hasSize(1);
            }
            try (PatternHarness harness = new PatternHarness(new TransfusionReaction())) {
                harness.on(line(SignKind.TRANSFUSION_STARTED, 600_000))
                        .clock(4_200_001)
                        .on(sign(SignKind.VITALS_SHIFTED, PATIENT, 4_300_000).since(700_000))
                        .clock(4_400_000);
                assertThat(harness.findings()).as("an hour later").isEmpty();
            }
        }

        @Test
        void muchFluidRunsInAndBreathingGetsWorse() throws Exception {
            for (SignKind kind : new SignKind[] {SignKind.FREE_FLOW, SignKind.VOLUME_OVER}) {
                try (PatternHarness harness = new PatternHarness(new FluidOverload())) {
                    harness.on(SignKind.BREATHING_WORSE, PATIENT, 1_000)
                            .on(line(kind, 5_000))
                            .on(sign(SignKind.BREATHING_WORSE, PATIENT, 900_000).since(6_000))
                            .clock(1_000_000);
                    assertThat(harness.findings()).hasSize(1);
                }
            }
        }
    }
}
