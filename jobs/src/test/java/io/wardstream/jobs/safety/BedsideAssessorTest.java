package io.wardstream.jobs.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.jobs.control.ControlFact;
import io.wardstream.jobs.control.ControlledHarness;
import io.wardstream.jobs.control.GivenControl;
import io.wardstream.model.BagClass;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.Care;
import io.wardstream.model.CareAction;
import io.wardstream.model.ClampState;
import io.wardstream.model.Cuff;
import io.wardstream.model.DeviceKind;
import io.wardstream.model.Ids;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Score;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import io.wardstream.model.VitalsReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The assessor on its real operator: order, failures, and repeats. */
class BedsideAssessorTest {

    private static final long S = WardScript.START;
    private static final long UNTIL_S = 420;
    private static final VitalsReading NORMAL = VitalsReading.NONE
            .withHrBpm(75.0)
            .withSpo2Pct(97.0)
            .withRrPerMin(16.0)
            .withSysMmHg(120.0)
            .withTempC(36.8);

    /** Something of everything that has to do with time. */
    private static WardScript script() {
        return new WardScript()
                .bed("1", BagClass.MAINTENANCE_CRYSTALLOID)
                .bed("2", BagClass.MAINTENANCE_CRYSTALLOID)
                .bed("3", BagClass.VASOPRESSOR)
                .bed("4", BagClass.VASOPRESSOR)
                // Low, unattended, and its clamp closes a moment after the time was up.
                .level("1", 0, 300, 45)
                .clamp("1", 151_300, ClampState.CLOSED, Ids.command("close", "line:L-1", S))
                // Low, acknowledged, restored, low again.
                .level("2", 0, 100, 45)
                .care("2", 60_000, Care.of(CareAction.ACKNOWLEDGE, "nurse-7"))
                .level("2", 100, 200, 400)
                .level("2", 200, UNTIL_S, 45)
                // Silent for longer than it may be, and heard again.
                .level("3", 0, 60, 200)
                .level("3", 200, UNTIL_S, 200)
                .vitals("1", 0, 20, NORMAL)
                .vitals(
                        "1",
                        20,
                        160,
                        NORMAL.withSpo2Pct(84.0).withRrPerMin(27.0).withHrBpm(112.0))
                .vitals("1", 160, 200, NORMAL)
                // A cuff that is over, and one that goes on for longer than it counts.
                .level("4", 0, UNTIL_S, WardScript.draining(400, 90))
                .cuff("4", 30, true)
                .cuff("4", 45, true)
                .cuff("4", 70, false)
                .cuff("4", 230, true)
                .cuff("4", 270, true)
                .cuff("4", 310, true)
                // A monitor that is silent for longer than it may be.
                .vitals("2", 0, 50, NORMAL)
                .vitals("2", 300, UNTIL_S, NORMAL.withHrBpm(140.0));
    }

    /** What an assessor gave. */
    private record Said(List<String> signs, List<String> scores) {
        static Said by(List<Sign> signs, List<Score> scores) {
            return new Said(
                    signs.stream().map(Said::of).sorted().toList(),
                    scores.stream().map(Said::of).sorted().toList());
        }

        private static String of(Sign sign) {
            return String.join(
                    " ",
                    sign.kind().name(),
                    sign.subject().key(),
                    sign.subject().deviceId(),
                    "at " + (sign.at() - S) + " since " + (sign.since() - S),
                    sign.value() + "/" + sign.limit(),
                    sign.waitFor() + "");
        }

        private static String of(Score score) {
            return score.subject().key() + " at " + (score.at() - S) + " " + score.news2Min() + ".." + score.news2Max();
        }
    }

    private static ControlledHarness<BedsideEvent, Sign> assessor(WardScript script, OperatorSubtaskState state)
            throws Exception {
        return new ControlledHarness<>(
                new BedsideAssessor(new GivenControl(script.registry, List.of())),
                event -> event.subject().key(),
                state);
    }

    private static void feed(ControlledHarness<BedsideEvent, Sign> assessor, BedsideEvent event, long lagMs)
            throws Exception {
        if (event.isTick()) {
            assessor.clock(event.acceptedAt() - lagMs);
        } else {
            assessor.feed(event, event.acceptedAt());
            Cuff cuff = event.cuff();
            if (cuff != null) {
                for (String line : cuff.lines()) {
                    assessor.feed(event.cuffOn(line), event.acceptedAt());
                }
            }
        }
    }

    /** Time goes on without events, beat by beat. */
    private static void idle(ControlledHarness<BedsideEvent, Sign> assessor, long fromMs, long toMs) throws Exception {
        for (long clock = fromMs; clock <= toMs; clock += 100) {
            assessor.clock(clock);
        }
    }

    private static Said run(List<BedsideEvent> log, long lagMs) throws Exception {
        try (var assessor = assessor(script(), null)) {
            for (BedsideEvent event : log) {
                feed(assessor, event, lagMs);
            }
            idle(assessor, S + UNTIL_S * 1000 - lagMs, S + UNTIL_S * 1000);
            return Said.by(assessor.output(), assessor.side(BedsideAssessor.SCORES));
        }
    }

    /**
     * On a replay, and while a session is held up, readings are read long before the ward clock comes to them:
     * partitions are not read in step. What is noticed must not depend on it.
     */
    @ParameterizedTest
    @ValueSource(longs = {100, 1_000, 5_000, 70_000, 600_000})
    void noticesTheSameHoweverFarTheClockIsBehindTheReadings(long lagMs) throws Exception {
        List<BedsideEvent> log = script().log(UNTIL_S);
        Said inStep = run(log, 0);
        assertThat(inStep.signs())
                .anyMatch(sign -> sign.contains("DEVICE_SILENT"))
                .anyMatch(sign -> sign.contains("DEVICE_HEARD"))
                .anyMatch(sign -> sign.contains("TIME_IS_UP"))
                .anyMatch(sign -> sign.contains("NEWS2_HIGH"))
                .anyMatch(sign -> sign.startsWith("CUFF_INFLATED line:L-4 monitor-4 at 30000 since 30000"))
                .anyMatch(sign -> sign.startsWith("CUFF_OVER line:L-4 monitor-4 at 70000 since 30000 40.0/"))
                .anyMatch(sign -> sign.startsWith("CUFF_OVER line:L-4 scale-4 at 290000 since 230000 60.0/"));
        Said behind = run(log, lagMs);
        assertThat(behind.signs()).isEqualTo(inStep.signs());
        assertThat(behind.scores()).isEqualTo(inStep.scores());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void goesOnAfterAFailureAsIfNothingHadHappened(long seed) throws Exception {
        List<BedsideEvent> log = script().log(UNTIL_S);
        Said whole = run(log, 0);
        int cut = new Random(seed).nextInt(log.size());
        List<Sign> signs = new ArrayList<>();
        List<Score> scores = new ArrayList<>();
        OperatorSubtaskState state;
        try (var before = assessor(script(), null)) {
            for (BedsideEvent event : log.subList(0, cut)) {
                feed(before, event, 0);
            }
            state = before.snapshot();
            signs.addAll(before.output());
            scores.addAll(before.side(BedsideAssessor.SCORES));
        }
        try (var after = assessor(script(), state)) {
            for (BedsideEvent event : log.subList(cut, log.size())) {
                feed(after, event, 0);
            }
            signs.addAll(after.output());
            scores.addAll(after.side(BedsideAssessor.SCORES));
        }
        assertThat(Said.by(signs, scores)).isEqualTo(whole);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void noticesNothingTwiceWhenEventsAreRepeated(long seed) throws Exception {
        List<BedsideEvent> log = script().log(UNTIL_S);
        List<BedsideEvent> repeated = new ArrayList<>(log);
        Random random = new Random(seed);
        for (int i = 0; i < 10; i++) {
            int from = random.nextInt(repeated.size() - 300);
            int to = from + random.nextInt(300);
            repeated.addAll(to, new ArrayList<>(repeated.subList(from, to)));
        }
        assertThat(run(repeated, 0)).isEqualTo(run(log, 0));
    }

    @Test
    void excusesSilenceWhenTheClockLeapsOverIt() throws Exception {
        WardScript script =
                new WardScript().bed("1", BagClass.MAINTENANCE_CRYSTALLOID).level("1", 0, 20, 200);
        try (var assessor = assessor(script, null)) {
            for (BedsideEvent event : script.log(20)) {
                feed(assessor, event, 0);
            }
            assessor.clock(S + 200_000);
            assertThat(assessor.output()).isEmpty();
            idle(assessor, S + 200_100, S + 262_000);
            assertThat(assessor.output())
                    .extracting(Sign::kind)
                    .containsExactly(SignKind.DEVICE_QUIET, SignKind.DEVICE_SILENT);
        }
    }

    /**
     * A scale that speaks until 38 s; the job is stopped at 45 s and goes on when the clock has come to {@code backAt}.
     */
    private static List<Long> silences(long backAt, SignKind kind) throws Exception {
        WardScript script = new WardScript().bed("1", BagClass.VASOPRESSOR).level("1", 0, 40, 300);
        OperatorSubtaskState state;
        try (var before = assessor(script, null)) {
            for (BedsideEvent event : script.log(45)) {
                feed(before, event, 0);
            }
            state = before.snapshot();
        }
        try (var after = assessor(script, state)) {
            idle(after, backAt, S + 300_000);
            return after.output().stream()
                    .filter(sign -> sign.kind() == kind)
                    .map(sign -> sign.at() - S)
                    .toList();
        }
    }

    @Test
    void countsASilenceOnWhenTheJobWasRestartedInTheMiddle() throws Exception {
        assertThat(silences(S + 45_100, SignKind.DEVICE_QUIET)).containsExactly(53_000L);
        assertThat(silences(S + 45_100, SignKind.DEVICE_SILENT)).containsExactly(98_000L);
    }

    @Test
    void doesNotCountTheTimeInWhichNobodyListened() throws Exception {
        // Back a moment before, and long after, the time at which the scale would have been silent for too long.
        assertThat(silences(S + 97_950, SignKind.DEVICE_QUIET)).containsExactly(112_950L);
        assertThat(silences(S + 97_950, SignKind.DEVICE_SILENT)).containsExactly(157_950L);
        assertThat(silences(S + 200_000, SignKind.DEVICE_SILENT)).containsExactly(260_000L);
    }

    /** What is said of a device that is never heard again. */
    private static Sign silence(WardScript script, long untilS) throws Exception {
        try (var assessor = assessor(script, null)) {
            for (BedsideEvent event : script.log(untilS)) {
                feed(assessor, event, 0);
            }
            List<Sign> silent = assessor.output().stream()
                    .filter(sign -> sign.kind() == SignKind.DEVICE_SILENT)
                    .toList();
            assertThat(silent).hasSize(1);
            return silent.get(0);
        }
    }

    @Test
    void aSilenceIsUrgentIfTheBagHadLittleTimeLeft() throws Exception {
        for (int mlPerH : new int[] {600, 300}) {
            // 130 mL are left at the end, 10 of which count as empty: 12 min at the one rate and 24 at the other.
            WardScript script = new WardScript()
                    .bed("1", BagClass.MAINTENANCE_CRYSTALLOID)
                    .level("1", 0, 600, WardScript.draining(130 + mlPerH / 6.0, mlPerH));
            Sign silent = silence(script, 700);
            assertThat(silent.reason()).isEqualTo(mlPerH == 600 ? "12 min of fluid were left" : null);
        }
    }

    @Test
    void aSilenceIsUrgentIfThePatientWasIll() throws Exception {
        WardScript well =
                new WardScript().bed("1", BagClass.MAINTENANCE_CRYSTALLOID).vitals("1", 0, 60, NORMAL);
        assertThat(silence(well, 300).reason()).isNull();
        WardScript ill = new WardScript()
                .bed("1", BagClass.MAINTENANCE_CRYSTALLOID)
                .vitals("1", 0, 60, NORMAL.withSpo2Pct(91.0).withRrPerMin(22.0));
        assertThat(silence(ill, 300).reason()).isEqualTo("the last NEWS2 was at least 5");
    }

    @Test
    void missesAMonitorThatIsRegisteredWithTheLineBesideIt() throws Exception {
        WardScript script =
                new WardScript().bed("1", BagClass.MAINTENANCE_CRYSTALLOID).vitals("1", 0, 60, NORMAL);
        script.registry.replaceAll(entry -> entry.kind() != DeviceKind.MONITOR
                ? entry
                : new RegistryEntry(
                        entry.deviceId(),
                        entry.kind(),
                        entry.ward(),
                        entry.bed(),
                        "L-1",
                        entry.patientId(),
                        entry.since(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
        assertThat(silence(script, 300).subject().deviceId()).isEqualTo("monitor-1");
    }

    /**
     * A bag that runs low, on a scale that then falls silent, and is heard again; with or without a cuff in the midst
     * of it.
     */
    private static WardScript inTrouble(boolean cuff) {
        WardScript script = new WardScript()
                .bed("1", BagClass.MAINTENANCE_CRYSTALLOID)
                .level("1", 0, 100, 60)
                .level("1", 100, 240, 45)
                .level("1", 320, 400, 45);
        if (cuff) {
            for (long s : new long[] {5, 95, 105, 230, 235, 290}) {
                script.cuff("1", s, true);
            }
        }
        return script;
    }

    @Test
    void aCuffHidesNeitherALevelNorASilenceAndNothingFromTheClamp() throws Exception {
        List<List<Sign>> signs = new ArrayList<>();
        List<List<LineStatus>> lows = new ArrayList<>();
        for (boolean cuff : new boolean[] {false, true}) {
            try (var assessor = assessor(inTrouble(cuff), null)) {
                for (BedsideEvent event : inTrouble(cuff).log(400)) {
                    feed(assessor, event, 0);
                }
                assertThat(assessor.output().stream().anyMatch(sign -> sign.kind() == SignKind.CUFF_INFLATED))
                        .isEqualTo(cuff);
                signs.add(assessor.output().stream()
                        .filter(sign -> sign.subject().key().equals("line:L-1"))
                        .filter(sign -> sign.kind() != SignKind.CUFF_INFLATED && sign.kind() != SignKind.CUFF_OVER)
                        .toList());
                lows.add(assessor.side(BedsideAssessor.LOW_LINES));
            }
        }
        assertThat(signs.get(0))
                .extracting(Sign::kind)
                .contains(SignKind.LEVEL_LOW, SignKind.TIME_IS_UP, SignKind.DEVICE_SILENT, SignKind.DEVICE_HEARD);
        assertThat(signs.get(1)).isEqualTo(signs.get(0));
        assertThat(lows.get(0)).isNotEmpty();
        assertThat(lows.get(1)).isEqualTo(lows.get(0));
    }

    @Test
    void aCuffExplainsNothingOfALineOfWhichItIsInDoubtWhoseItIs() throws Exception {
        WardScript script = new WardScript()
                .bed("1", BagClass.MAINTENANCE_CRYSTALLOID)
                .level("1", 0, 300, 400)
                .cuff("1", 20, true)
                .cuff("1", 40, true)
                .cuff("1", 200, true);
        RegistryEntry stranger = new RegistryEntry(
                "scale-x", DeviceKind.LOAD_CELL, "icu", "1", "L-1", "P-x", S, null, null, null, null, null, null);
        try (var assessor = assessor(script, null)) {
            for (BedsideEvent event : script.log(300)) {
                if (event.isTick() && event.acceptedAt() == S + 29_999) {
                    assessor.tell(ControlFact.of(stranger));
                }
                feed(assessor, event, 0);
            }
            assertThat(assessor.output())
                    .filteredOn(sign -> sign.kind() == SignKind.CUFF_INFLATED || sign.kind() == SignKind.CUFF_OVER)
                    .extracting(sign -> sign.kind() + " " + (sign.at() - S))
                    .containsExactly("CUFF_INFLATED 20000", "CUFF_OVER 40000");
        }
    }

    @Test
    void takesAWordOfACuffForNoSignOfLifeAndKeepsNothingOfIt() throws Exception {
        WardScript script =
                new WardScript().bed("1", BagClass.MAINTENANCE_CRYSTALLOID).cuff("1", 5, true);
        try (var assessor = assessor(script, null)) {
            for (BedsideEvent event : script.log(10)) {
                if (event.cuff() == null) {
                    feed(assessor, event, 0);
                } else {
                    assessor.feed(event.cuffOn("L-1"), event.acceptedAt());
                }
            }
            idle(assessor, S + 10_000, S + 300_000);
            assertThat(assessor.output()).isEmpty();
            // Where the line is.
            assertThat(assessor.stateEntries()).isEqualTo(1);
        }
    }
}
