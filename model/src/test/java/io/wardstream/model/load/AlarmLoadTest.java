package io.wardstream.model.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.wardstream.model.AlarmEvent;
import io.wardstream.model.AlarmKind;
import io.wardstream.model.AlarmPhase;
import io.wardstream.model.Priority;
import io.wardstream.model.Subject;
import io.wardstream.model.load.AlarmLoad.Exposure;
import io.wardstream.model.load.AlarmLoad.Report;
import io.wardstream.model.wire.Decoded;
import io.wardstream.model.wire.WireFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlarmLoadTest {

    private static final long S = 1_000;
    private static final long H = 3_600 * S;
    private static final long T = 1_000 * H;

    private final AlarmLoad load = new AlarmLoad(12 * H);

    /** One alarm, told event by event. */
    private final class Told {
        private final String id;
        private final String patient;
        private final AlarmKind kind;
        private final long onset;
        private final long raisedAt;
        private String pattern;
        private Priority priority;
        private int sequence;

        Told(String id, String pattern, Priority priority, String patient, AlarmKind kind, long onset, long raisedAt) {
            this.id = id;
            this.pattern = pattern;
            this.priority = priority;
            this.patient = patient;
            this.kind = kind;
            this.onset = onset;
            this.raisedAt = raisedAt;
            load.alarm(event(AlarmPhase.RAISED, raisedAt));
        }

        private AlarmEvent event(AlarmPhase phase, long at) {
            String key = patient == null ? "device:d" : "patient:" + patient;
            return new AlarmEvent(
                    id,
                    sequence,
                    pattern,
                    1,
                    "F",
                    phase,
                    priority,
                    kind,
                    new Subject(key, "icu", null, null, patient, null),
                    onset,
                    at,
                    List.of(),
                    0,
                    0,
                    null,
                    null);
        }

        Told then(AlarmPhase phase, long afterMs) {
            sequence++;
            load.alarm(event(phase, raisedAt + afterMs));
            return this;
        }

        Told again(int earlier, AlarmPhase phase, long afterMs) {
            int now = sequence;
            sequence = earlier;
            load.alarm(event(phase, raisedAt + afterMs));
            sequence = now;
            return this;
        }

        Told escalated(String to, Priority more, long afterMs) {
            pattern = to;
            priority = more;
            return then(AlarmPhase.ESCALATED, afterMs);
        }
    }

    private Told raise(String id, String pattern, Priority priority, String patient) {
        return raise(id, pattern, priority, patient, T);
    }

    private Told raise(String id, String pattern, Priority priority, String patient, long at) {
        return new Told(id, pattern, priority, patient, AlarmKind.PHYSIOLOGICAL, at - 60 * S, at);
    }

    @Test
    void countsByPatternAndPriorityAndPatientDay() {
        raise("a", "Spo2Low", Priority.MEDIUM, "p1");
        raise("b", "Spo2Low", Priority.MEDIUM, "p2");
        raise("c", "News2High", Priority.HIGH, "p1");
        Report report = load.report(new Exposure(4, 48));
        assertThat(report.all().raised()).isEqualTo(3);
        assertThat(report.all().perPatientDay()).isEqualTo(1.5);
        assertThat(report.byPattern()).containsOnlyKeys("News2High", "Spo2Low");
        assertThat(report.byPattern().get("Spo2Low").raised()).isEqualTo(2);
        assertThat(report.byPattern().get("Spo2Low").perPatientDay()).isEqualTo(1.0);
        assertThat(report.byPriority().get(Priority.HIGH).perPatientDay()).isEqualTo(0.5);
        assertThat(report.notCleared()).isEqualTo(3);
        assertThat(report.patientsWithAlarms()).isEqualTo(2);
        assertThat(report.exposure()).isEqualTo(new Exposure(4, 48));
    }

    @Test
    void knowsPatientHoursFromASpan() {
        assertThat(Exposure.of(3, T, T + 8 * H)).isEqualTo(new Exposure(3, 24));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN})
    void givesNoRateWithoutPatientHours(double hours) {
        raise("a", "Spo2Low", Priority.MEDIUM, "p1");
        assertThat(load.report(new Exposure(1, hours)).all().perPatientDay()).isNull();
        assertThat(load.report(null).all().perPatientDay()).isNull();
        assertThat(load.report(null).all().raised()).isEqualTo(1);
    }

    @Test
    void givesNoShareOfNothing() {
        Report report = load.report(new Exposure(0, 0));
        assertThat(report.all()).isEqualTo(new AlarmLoad.Load(0, null, null, null, null, null));
        assertThat(report.topTenthShare()).isNull();
        assertThat(report.lead()).isEqualTo(new AlarmLoad.Lead(12 * H, 0, 0, null, null));
        assertThat(report.byPattern()).isEmpty();
    }

    @Test
    void countsOnceWhatComesAgainWhetherOpenOrClosed() {
        raise("a", "Spo2Low", Priority.MEDIUM, "p1")
                .then(AlarmPhase.ACKNOWLEDGED, 10 * S)
                .again(0, AlarmPhase.RAISED, 0)
                .again(1, AlarmPhase.ACKNOWLEDGED, 10 * S)
                .then(AlarmPhase.CLEARED, 20 * S)
                .then(AlarmPhase.CLOSED, 20 * S)
                .again(0, AlarmPhase.RAISED, 0)
                .again(1, AlarmPhase.ACKNOWLEDGED, 10 * S)
                .again(2, AlarmPhase.CLEARED, 20 * S)
                .again(3, AlarmPhase.CLOSED, 20 * S);
        Report report = load.report(null);
        assertThat(report.all()).isEqualTo(new AlarmLoad.Load(1, null, 0.0, 1.0, 10 * S, 10 * S));
        assertThat(report.notCleared()).isZero();
    }

    @Test
    void ignoresAnAlarmThatItDidNotSeeRaised() {
        raise("a", "Spo2Low", Priority.MEDIUM, "p1");
        AlarmLoad later = new AlarmLoad(H);
        later.alarm(new AlarmLoad.Step(
                "a", 1, "Spo2Low", AlarmPhase.CLEARED, Priority.MEDIUM, AlarmKind.PHYSIOLOGICAL, "p1", T, T));
        assertThat(later.report(null).all().raised()).isZero();
        assertThat(later.report(null).notCleared()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1,1.0", "59999,1.0", "60000,1.0", "60001,0.0"})
    void callsSelfClearedWhatIsOverWithinAMinute(long afterMs, double share) {
        raise("a", "Spo2Low", Priority.MEDIUM, "p1").then(AlarmPhase.CLEARED, afterMs);
        assertThat(load.report(null).all().selfClearedShare()).isEqualTo(share);
    }

    @Test
    void doesNotCallSelfClearedWhatSomebodyTookOn() {
        raise("a", "Spo2Low", Priority.MEDIUM, "p1")
                .then(AlarmPhase.ACKNOWLEDGED, 5 * S)
                .then(AlarmPhase.CLEARED, 30 * S);
        assertThat(load.report(null).all().selfClearedShare()).isZero();
        raise("b", "News2High", Priority.HIGH, "p1")
                .then(AlarmPhase.CLEARED, 30 * S)
                .then(AlarmPhase.ACKNOWLEDGED, 90 * S)
                .then(AlarmPhase.CLOSED, 90 * S);
        assertThat(load.report(null).byPattern().get("News2High"))
                .isEqualTo(new AlarmLoad.Load(1, null, 1.0, 1.0, 90 * S, 90 * S));
        assertThat(load.report(null).notCleared()).isZero();
    }

    @Test
    void takesAnAlarmThatIsClosedWithoutBeingClearedForOver() {
        raise("a", "Spo2Low", Priority.MEDIUM, "p1").then(AlarmPhase.CLOSED, 30 * S);
        assertThat(load.report(null).notCleared()).isZero();
    }

    /** Nearest rank of 1 to 10 s: the 5th and the 9th. */
    @Test
    void givesNearestRankPercentilesOfThoseAcknowledged() {
        for (int i = 1; i <= 10; i++) {
            raise("a" + i, "Spo2Low", Priority.MEDIUM, "p1")
                    .then(AlarmPhase.ACKNOWLEDGED, i * S)
                    .then(AlarmPhase.ACK_EXPIRED, 100 * S)
                    .then(AlarmPhase.ACKNOWLEDGED, 200 * S);
        }
        raise("never", "Spo2Low", Priority.MEDIUM, "p1");
        AlarmLoad.Load all = load.report(null).all();
        assertThat(all.ackP50Ms()).isEqualTo(5 * S);
        assertThat(all.ackP90Ms()).isEqualTo(9 * S);
        assertThat(all.acknowledgedShare()).isCloseTo(10.0 / 11, within(1e-9));
    }

    @Test
    void countsAnEscalatedAlarmUnderWhatRaisedIt() {
        raise("a", "LowLevel", Priority.LOW, "p1").escalated("UnattendedLowLevel", Priority.HIGH, 120 * S);
        Report report = load.report(null);
        assertThat(report.byPattern()).containsOnlyKeys("LowLevel");
        assertThat(report.byPriority()).containsOnlyKeys(Priority.LOW);
    }

    @Test
    void saysHowMuchFallsOnTheTenthWithMost() {
        for (int i = 0; i < 6; i++) {
            raise("hog" + i, "Spo2Low", Priority.MEDIUM, "p0");
        }
        for (int i = 1; i <= 4; i++) {
            raise("a" + i, "Spo2Low", Priority.MEDIUM, "p" + i);
        }
        new Told("device", "DeviceSilent", Priority.MEDIUM, null, AlarmKind.TECHNICAL, T, T);
        assertThat(load.report(null).topTenthShare()).as("1 of 5").isEqualTo(0.6);
        assertThat(load.report(new Exposure(10, 1)).topTenthShare())
                .as("1 of 10")
                .isEqualTo(0.6);
        assertThat(load.report(new Exposure(11, 1)).topTenthShare())
                .as("2 of 11")
                .isEqualTo(0.7);
    }

    @Test
    void countsWhatWasKeptBackByRuleAndPattern() {
        load.suppressed("same-limb", "NoFlow");
        load.suppressed("same-limb", "NoFlow");
        load.suppressed("re-arm", "Spo2Low");
        assertThat(load.report(null).suppressed())
                .isEqualTo(Map.of("same-limb", Map.of("NoFlow", 2L), "re-arm", Map.of("Spo2Low", 1L)));
    }

    private void urgent(String id, String patient, long onset, long raisedAt) {
        new Told(id, "News2High", Priority.HIGH, patient, AlarmKind.PHYSIOLOGICAL, onset, raisedAt);
    }

    @Test
    void leadsFromTheOnsetOfTheFirstUrgentAlarmWithinTheHorizon() {
        load.event("p1", T);
        urgent("tooEarly", "p1", T - 12 * H - 1, T - 11 * H);
        urgent("later", "p1", T - 2 * H, T - 2 * H);
        urgent("first", "p1", T - 12 * H, T - 11 * H);
        urgent("other", "p2", T - 3 * H, T - 3 * H);
        assertThat(load.report(null).lead()).isEqualTo(new AlarmLoad.Lead(12 * H, 1, 1, 1.0, 12 * H));
    }

    @Test
    void isNotWarnedByWhatCameAfterOrWasNotUrgentOrNotOfTheBody() {
        load.event("p1", T);
        urgent("after", "p1", T - H, T + 1);
        raise("low", "LowLevel", Priority.LOW, "p1", T - H);
        new Told("device", "DeviceSilent", Priority.HIGH, "p1", AlarmKind.TECHNICAL, T - H, T - H);
        assertThat(load.report(null).lead()).isEqualTo(new AlarmLoad.Lead(12 * H, 1, 0, 0.0, null));
        urgent("just", "p1", T - H, T);
        assertThat(load.report(null).lead().preceded()).isEqualTo(1);
    }

    @Test
    void isWarnedByAnEscalatedAlarmFromTheEscalationOn() {
        load.event("p1", T);
        raise("low", "LowLevel", Priority.LOW, "p1", T - 5 * H).escalated("BagEmpty", Priority.MEDIUM, 3 * H);
        assertThat(load.report(null).lead().p50Ms()).isEqualTo(2 * H);
    }

    @Test
    void givesTheMedianLeadAndTheShareOfEvents() {
        for (int i = 1; i <= 4; i++) {
            load.event("p" + i, T);
        }
        urgent("a", "p1", T - 3 * H, T);
        urgent("b", "p2", T - H, T);
        urgent("c", "p3", T - 2 * H, T);
        assertThat(load.report(null).lead()).isEqualTo(new AlarmLoad.Lead(12 * H, 4, 3, 0.75, 2 * H));
    }

    @Test
    void wantsAHorizon() {
        assertThatThrownBy(() -> new AlarmLoad(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("above 0");
    }

    @Test
    void travelsAsJson() {
        raise("a", "Spo2Low", Priority.MEDIUM, "p1").then(AlarmPhase.CLEARED, 10 * S);
        load.suppressed("re-arm", "Spo2Low");
        load.event("p1", T);
        for (WireFormat<Report> format : List.of(WireFormat.of(Report.class), WireFormat.showingAbsent(Report.class))) {
            for (Report report : List.of(load.report(null), load.report(new Exposure(2, 24)))) {
                assertThat(format.read(format.write(report))).isEqualTo(new Decoded.Accepted<>(report));
            }
        }
        assertThat(WireFormat.showingAbsent(Report.class).writeText(load.report(null)))
                .contains("\"exposure\":null")
                .contains("\"byPriority\":{\"MEDIUM\":{\"raised\":1,\"perPatientDay\":null,\"selfClearedShare\":1.0")
                .doesNotContain("NaN");
    }
}
