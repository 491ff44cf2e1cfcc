package io.wardstream.jobs.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.jobs.JobEnvironment;
import io.wardstream.jobs.OperatorIds;
import io.wardstream.jobs.clock.IdleWatermarks;
import io.wardstream.jobs.clock.TickWatermarks;
import io.wardstream.jobs.clock.WallClock;
import io.wardstream.jobs.control.ControlFact;
import io.wardstream.jobs.control.GivenControl;
import io.wardstream.model.AlarmEvent;
import io.wardstream.model.BagClass;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.Care;
import io.wardstream.model.CareAction;
import io.wardstream.model.ClampEvent;
import io.wardstream.model.ClampPhase;
import io.wardstream.model.ClampState;
import io.wardstream.model.Ids;
import io.wardstream.model.Setting;
import io.wardstream.model.SettingScope;
import io.wardstream.model.VitalsReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole safety flow on a small cluster, over a written log. */
class SafetyTopologyIT {

    private static final long S = WardScript.START;
    private static final VitalsReading NORMAL = VitalsReading.NONE
            .withHrBpm(75.0)
            .withSpo2Pct(97.0)
            .withRrPerMin(16.0)
            .withSysMmHg(120.0)
            .withTempC(36.8);

    private static final Map<String, List<Object>> OUT = new ConcurrentHashMap<>();
    private static final int SLOTS = 2;

    private static MiniCluster cluster;
    private static Run busyRun;

    /** What a run gave. */
    private record Run(List<AlarmEvent> alarms, List<ClampEvent> clamps) {
        /** Everything but the calls. */
        List<String> lives() {
            return alarms.stream()
                    .filter(event -> !isCall(event))
                    .map(event -> event.subject().key() + " " + event.pattern() + " " + event.phase() + " "
                            + (event.at() - S) / 1000)
                    .toList();
        }

        /** Who was called because nobody acknowledged. */
        List<String> calls() {
            return alarms.stream()
                    .filter(Run::isCall)
                    .map(event -> event.pattern() + " tier " + event.tier() + " " + (event.at() - S) / 1000)
                    .toList();
        }

        static boolean isCall(AlarmEvent event) {
            return event.evidence().stream().anyMatch(each -> each.what().equals("NOT_ACKNOWLEDGED"));
        }
    }

    private static final class Collect<T> implements Sink<T> {
        private final String name;

        Collect(String name) {
            this.name = name;
        }

        @Override
        public SinkWriter<T> createWriter(WriterInitContext context) {
            return new SinkWriter<>() {
                @Override
                public void write(T element, Context sinkContext) {
                    OUT.get(name).add(element);
                }

                @Override
                public void flush(boolean endOfInput) {}

                @Override
                public void close() {}
            };
        }
    }

    @BeforeAll
    static void start() throws Exception {
        cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(new Configuration().set(RestOptions.BIND_PORT, "0"))
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(SLOTS)
                .build());
        cluster.start();
    }

    @AfterAll
    static void stop() throws Exception {
        cluster.close();
        busyRun = null;
    }

    private static final Map<String, List<BedsideEvent>> LOGS = new ConcurrentHashMap<>();

    /** Gives the log record by record; the log is met here, because the job's functions are copies. */
    private record FromLog(String name) implements GeneratorFunction<Long, BedsideEvent> {
        @Override
        public BedsideEvent map(Long index) {
            return LOGS.get(name).get(index.intValue());
        }
    }

    /** A control topic on which nothing ever changes. */
    private record Nothing() implements GeneratorFunction<Long, ControlFact> {
        @Override
        public ControlFact map(Long index) {
            return ControlFact.of(new Setting(SettingScope.SITE, "", "none", null, "test", 0, "", 0));
        }
    }

    private static Run run(WardScript script, List<BedsideEvent> log, int parallelism, String backend)
            throws Exception {
        String name = UUID.randomUUID().toString();
        OUT.put(name + "a", Collections.synchronizedList(new ArrayList<>()));
        OUT.put(name + "c", Collections.synchronizedList(new ArrayList<>()));
        Configuration flink = new Configuration();
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        flink.set(StateBackendOptions.STATE_BACKEND, backend);
        StreamExecutionEnvironment env = JobEnvironment.create(flink, Duration.ofMillis(200));
        env.setParallelism(parallelism);
        LOGS.put(name, log);
        var events = OperatorIds.BACKTEST_RECORDING.on(env.fromSource(
                        new DataGeneratorSource<>(
                                new FromLog(name),
                                log.size(),
                                RateLimiterStrategy.noOp(),
                                TypeInformation.of(BedsideEvent.class)),
                        TickWatermarks.strategy().withTimestampAssigner((event, t) -> event.acceptedAt()),
                        "log")
                .setParallelism(1));
        var control = OperatorIds.BACKTEST_CONTROL.on(env.fromSource(
                        new DataGeneratorSource<>(
                                new Nothing(), 1, RateLimiterStrategy.noOp(), TypeInformation.of(ControlFact.class)),
                        IdleWatermarks.strategy(),
                        "control")
                .setParallelism(1));
        SafetyTopology.Outputs out = SafetyTopology.build(new SafetyTopology.Inputs(
                events, control, new GivenControl(script.registry, List.of()), WallClock.recorded()));
        OperatorIds.SAFETY_ALARMS_SINK.on(out.alarms().sinkTo(new Collect<>(name + "a")));
        OperatorIds.SAFETY_COMMANDS_SINK.on(out.clamps().sinkTo(new Collect<>(name + "c")));
        cluster.executeJobBlocking(env.getStreamGraph().getJobGraph());
        List<AlarmEvent> alarms = new ArrayList<>();
        OUT.get(name + "a").forEach(event -> alarms.add((AlarmEvent) event));
        alarms.sort(Comparator.comparing((AlarmEvent event) -> event.subject().key())
                .thenComparing(AlarmEvent::onset)
                .thenComparing(AlarmEvent::alarmId)
                .thenComparing(AlarmEvent::sequence));
        List<ClampEvent> clamps = new ArrayList<>();
        OUT.get(name + "c").forEach(event -> clamps.add((ClampEvent) event));
        clamps.sort(Comparator.comparing((ClampEvent event) -> event.subject().key())
                .thenComparing(ClampEvent::at)
                .thenComparing(ClampEvent::phase));
        OUT.remove(name + "a");
        OUT.remove(name + "c");
        LOGS.remove(name);
        return new Run(alarms, clamps);
    }

    private static Run run(WardScript script, long untilS) throws Exception {
        return run(script, script.log(untilS), 2, "hashmap");
    }

    @Test
    void closesTheClampWhenABagRunsLowAndNobodyComes() throws Exception {
        // The median of the readings is low with the third of them, at 4 s; due 150 s later.
        String command = Ids.command("close", "line:L-1", S + 4_000);
        WardScript script = new WardScript()
                .bed("1", BagClass.MAINTENANCE_CRYSTALLOID)
                .level("1", 0, 2, 60)
                .level("1", 2, 400, 45)
                .clamp("1", 155_500, ClampState.CLOSED, command);
        Run run = run(script, 400);
        assertThat(run.lives())
                .containsExactly("line:L-1 LowLevel RAISED 14", "line:L-1 UnattendedLowLevel ESCALATED 154");
        // Tier 1 was promised 3 min after the raising, and comes no later for being more urgent.
        assertThat(run.calls())
                .containsExactly(
                        "UnattendedLowLevel tier 1 194",
                        "UnattendedLowLevel tier 2 254",
                        "UnattendedLowLevel tier 3 374");
        assertThat(run.alarms())
                .extracting(AlarmEvent::alarmId)
                .containsOnly(Ids.alarm("LEVEL", "line:L-1", S + 4_000));
        assertThat(run.clamps()).extracting(ClampEvent::phase).containsExactly(ClampPhase.ISSUED, ClampPhase.CONFIRMED);
        ClampEvent issued = run.clamps().get(0);
        assertThat(issued.commandId()).isEqualTo(command);
        assertThat(issued.deviceId()).isEqualTo("scale-1");
        assertThat(issued.expiresAt() - issued.issuedAt()).isEqualTo(10_000);
        assertThat(issued.epoch()).isPositive();
    }

    @Test
    void confirmsTheClampThatAnswersAndAlarmsOnTheOneThatDoesNot() throws Exception {
        WardScript script = new WardScript()
                .bed("1", BagClass.MAINTENANCE_CRYSTALLOID)
                .bed("2", BagClass.MAINTENANCE_CRYSTALLOID)
                .level("1", 0, 300, 45)
                .level("2", 0, 300, 45)
                .clamp("1", 152_500, ClampState.CLOSED, Ids.command("close", "line:L-1", S));
        Run run = run(script, 300);
        assertThat(run.clamps().stream().filter(c -> c.subject().key().equals("line:L-1")))
                .extracting(ClampEvent::phase)
                .containsExactly(ClampPhase.ISSUED, ClampPhase.CONFIRMED);
        assertThat(run.clamps().stream().filter(c -> c.subject().key().equals("line:L-2")))
                .extracting(ClampEvent::phase)
                .containsExactly(ClampPhase.ISSUED, ClampPhase.UNANSWERED);
        assertThat(run.lives())
                .contains("line:L-2 ClampFault RAISED 157")
                .noneMatch(life -> life.startsWith("line:L-1 ClampFault"));
    }

    @Test
    void aCuffNeitherClosesAClampNorKeepsItOpenAndIsOnRecord() throws Exception {
        List<List<String>> clamps = new ArrayList<>();
        List<List<String>> lives = new ArrayList<>();
        for (boolean cuff : new boolean[] {false, true}) {
            WardScript script = new WardScript()
                    .bed("1", BagClass.MAINTENANCE_CRYSTALLOID)
                    .bed("2", BagClass.MAINTENANCE_CRYSTALLOID)
                    .level("1", 0, 300, 45)
                    .level("2", 0, 300, 200)
                    .clamp("1", 152_500, ClampState.CLOSED, Ids.command("close", "line:L-1", S));
            if (cuff) {
                for (long s : new long[] {120, 130, 140, 150, 160}) {
                    script.cuff("1", s, true).cuff("2", s, true);
                }
                script.cuff("2", 165, false);
            }
            Run run = run(script, 300);
            clamps.add(run.clamps().stream()
                    .map(clamp -> clamp.phase() + " " + clamp.at() + " " + clamp.commandId() + " " + clamp.reason())
                    .toList());
            lives.add(run.lives());
        }
        assertThat(clamps.get(0)).hasSize(2);
        assertThat(clamps.get(1)).isEqualTo(clamps.get(0));
        List<String> more = new ArrayList<>(lives.get(1));
        more.removeAll(lives.get(0));
        assertThat(lives.get(1)).containsAll(lives.get(0));
        assertThat(more)
                .filteredOn(life -> life.startsWith("line:"))
                .containsExactly(
                        "line:L-1 SameLimbCuff RAISED 120",
                        "line:L-1 SameLimbCuff CLEARED 180",
                        "line:L-1 SameLimbCuff CLOSED 180",
                        "line:L-2 SameLimbCuff RAISED 120",
                        "line:L-2 SameLimbCuff CLEARED 165",
                        "line:L-2 SameLimbCuff CLOSED 165");
    }

    @Test
    void leavesTheClampAloneWhenANurseComesInTime() throws Exception {
        WardScript script = new WardScript()
                .bed("1", BagClass.MAINTENANCE_CRYSTALLOID)
                .level("1", 0, 300, 45)
                .care("1", 149_900, Care.of(CareAction.ACKNOWLEDGE, "nurse-7"));
        Run run = run(script, 300);
        assertThat(run.lives()).containsExactly("line:L-1 LowLevel RAISED 10", "line:L-1 LowLevel ACKNOWLEDGED 149");
        assertThat(run.clamps()).isEmpty();
    }

    @Test
    void countsAnAcknowledgementFromATerminalThatNamesTheLine() throws Exception {
        WardScript script = new WardScript()
                .bed("1", BagClass.MAINTENANCE_CRYSTALLOID)
                .bed("2", BagClass.MAINTENANCE_CRYSTALLOID)
                .level("1", 0, 300, 45)
                .level("2", 0, 300, 200)
                .care("2", 60_000, new Care(CareAction.ACKNOWLEDGE, "nurse-7", null, "L-1", null, "seen"));
        Run run = run(script, 300);
        assertThat(run.lives()).containsExactly("line:L-1 LowLevel RAISED 10", "line:L-1 LowLevel ACKNOWLEDGED 60");
        assertThat(run.clamps()).isEmpty();
    }

    @Test
    void withholdsTheClampOfALineThatMustNotStop() throws Exception {
        WardScript script = new WardScript().bed("1", BagClass.VASOPRESSOR).level("1", 0, 300, 45);
        Run run = run(script, 300);
        assertThat(run.clamps()).singleElement().satisfies(clamp -> {
            assertThat(clamp.phase()).isEqualTo(ClampPhase.WITHHELD);
            assertThat(clamp.reason()).isEqualTo("POLICY_ALERT_ONLY");
        });
        assertThat(run.lives())
                .containsExactlyInAnyOrder(
                        "line:L-1 LowLevel RAISED 10",
                        "line:L-1 UnattendedLowLevel ESCALATED 150",
                        "line:L-1 ClampWithheld RAISED 150");
    }

    @Test
    void escalatesButWithholdsTheClampWhenTheScaleFallsSilentInMidEpisode() throws Exception {
        WardScript script =
                new WardScript().bed("1", BagClass.MAINTENANCE_CRYSTALLOID).level("1", 0, 40, 45);
        Run run = run(script, 300);
        assertThat(run.lives())
                .containsExactlyInAnyOrder(
                        "line:L-1 LowLevel RAISED 10",
                        "device:scale-1 DeviceQuiet RAISED 53",
                        "device:scale-1 DeviceSilent ESCALATED 98",
                        "line:L-1 UnattendedLowLevel ESCALATED 150",
                        "line:L-1 ClampWithheld RAISED 150");
        assertThat(run.clamps()).extracting(ClampEvent::reason).containsExactly("READING_TOO_OLD");
    }

    @Test
    void noticesEveryAbsenceAlthoughEveryDeviceIsSilent() throws Exception {
        WardScript script = new WardScript();
        for (int bed = 0; bed < 20; bed++) {
            script.bed("" + bed, BagClass.VASOPRESSOR).level("" + bed, bed, bed + 30, 45);
        }
        Run run = run(script, 400);
        assertThat(run.alarms().stream().filter(e -> e.pattern().equals("UnattendedLowLevel") && !Run.isCall(e)))
                .hasSize(20);
        assertThat(run.alarms().stream().filter(e -> e.pattern().equals("DeviceSilent")))
                .hasSize(20);
    }

    @Test
    void firesNoAbsenceAtTheEndOfTheInputThatWasNotDue() throws Exception {
        // Armed at 30 s, due at 150 s; the input ends at 140 s.
        WardScript script =
                new WardScript().bed("1", BagClass.MAINTENANCE_CRYSTALLOID).level("1", 0, 140, 45);
        Run run = run(script, 140);
        assertThat(run.lives()).containsExactly("line:L-1 LowLevel RAISED 10");
        assertThat(run.clamps()).isEmpty();
    }

    @Test
    void raisesAndClearsTheAlarmsOfVitalSigns() throws Exception {
        WardScript script = new WardScript()
                .bed("1", BagClass.MAINTENANCE_CRYSTALLOID)
                .vitals("1", 0, 60, NORMAL)
                .vitals("1", 60, 120, NORMAL.withSpo2Pct(86.0))
                .vitals("1", 120, 200, NORMAL)
                .vitals("1", 200, 260, NORMAL.withHrBpm(135.0))
                .vitals("1", 260, 300, NORMAL)
                .vitals(
                        "1",
                        300,
                        720,
                        NORMAL.withRrPerMin(26.0).withSpo2Pct(92.0).withHrBpm(112.0));
        Run run = run(script, 720);
        assertThat(run.lives())
                .filteredOn(life -> life.contains(" Spo2") || life.contains(" HeartRate"))
                .containsExactly(
                        "patient:P-1 Spo2Low RAISED 75",
                        "patient:P-1 Spo2Low CLEARED 135",
                        "patient:P-1 Spo2Low CLOSED 135",
                        "patient:P-1 HeartRateOutOfRange RAISED 210",
                        "patient:P-1 HeartRateOutOfRange CLEARED 270",
                        "patient:P-1 HeartRateOutOfRange CLOSED 270");
        assertThat(run.alarms())
                .filteredOn(event -> event.family().equals("NEWS2"))
                .extracting(AlarmEvent::alarmId)
                .as("one episode")
                .hasSizeGreaterThan(1)
                .containsOnly(run.alarms().stream()
                        .filter(event -> event.pattern().equals("News2High"))
                        .findFirst()
                        .orElseThrow()
                        .alarmId());
    }

    /** Both streams: the bag runs empty while the patient is in shock, and blood that makes the patient ill. */
    @Test
    void seesWhatBothStreamsSayTogether() throws Exception {
        VitalsReading shocked = NORMAL.withSysMmHg(84.0).withDiaMmHg(48.0).withHrBpm(118.0);
        WardScript script = new WardScript()
                .bed("1", BagClass.VASOPRESSOR)
                .level("1", 0, 300, WardScript.draining(60, 1_200))
                .level("1", 300, 900, 0)
                .vitals("1", 0, 900, shocked)
                .bed("2", BagClass.BLOOD)
                .level("2", 0, 900, WardScript.draining(300, 120))
                .vitals("2", 0, 400, NORMAL)
                .vitals("2", 400, 900, NORMAL.withHrBpm(110.0))
                .bed("3", BagClass.MAINTENANCE_CRYSTALLOID)
                .level("3", 0, 900, WardScript.draining(300, 120))
                .vitals("3", 0, 400, NORMAL)
                .vitals("3", 400, 900, NORMAL.withHrBpm(110.0));
        Run run = run(script, 900);
        assertThat(run.lives())
                .filteredOn(life -> life.contains("IvFailureWithShock RAISED"))
                .singleElement()
                .satisfies(life -> assertThat(life).startsWith("patient:P-1"));
        assertThat(run.lives())
                .filteredOn(life -> life.contains("TransfusionReaction RAISED"))
                .singleElement()
                .satisfies(life -> assertThat(life).startsWith("patient:P-2"));
    }

    /** What runs in may be what keeps the pressure up: no clamp is closed while it is low. */
    @Test
    void closesNoClampOfAPatientWhosePressureIsLow() throws Exception {
        WardScript script = new WardScript()
                .bed("1", BagClass.MAINTENANCE_CRYSTALLOID)
                .level("1", 0, 200, 45)
                .vitals("1", 0, 200, NORMAL.withSysMmHg(88.0))
                .bed("2", BagClass.MAINTENANCE_CRYSTALLOID)
                .level("2", 0, 200, 45)
                .vitals("2", 0, 200, NORMAL.withSysMmHg(90.0));
        Run run = run(script, 200);
        assertThat(run.clamps())
                .extracting(clamp -> clamp.subject().lineId() + " " + clamp.phase() + " " + clamp.reason())
                .contains("L-1 WITHHELD HYPOTENSION")
                .anyMatch(clamp -> clamp.startsWith("L-2 ISSUED"))
                .noneMatch(clamp -> clamp.startsWith("L-1 ISSUED"));
    }

    @Test
    void clearsALowLevelWhenTheBagIsChanged() throws Exception {
        WardScript script = new WardScript()
                .bed("1", BagClass.MAINTENANCE_CRYSTALLOID)
                .level("1", 0, 60, 45)
                .level("1", 60, 80, -66)
                .level("1", 80, 200, WardScript.draining(500, 100));
        Run run = run(script, 400);
        assertThat(run.lives())
                .startsWith(
                        "device:scale-1 DeviceQuiet RAISED 213",
                        "device:scale-1 DeviceSilent ESCALATED 258",
                        "line:L-1 LowLevel RAISED 10",
                        "line:L-1 LowLevel CLEARED 90",
                        "line:L-1 LowLevel CLOSED 90");
        assertThat(run.clamps()).isEmpty();
    }

    /** A small ward with everything in it, for the tests of order and state. */
    private static WardScript busyWard() {
        WardScript script = new WardScript();
        Random random = new Random(11);
        for (int bed = 0; bed < 12; bed++) {
            String name = "" + bed;
            BagClass bag = bed % 4 == 0 ? BagClass.VASOPRESSOR : BagClass.MAINTENANCE_CRYSTALLOID;
            script.bed(name, bag);
            int lowAt = 20 + random.nextInt(60);
            // Some scales fall silent before the end.
            int lastAt = bed % 5 == 4 ? 200 : 300;
            script.level(name, 0, lowAt, 120).level(name, lowAt, lastAt, 40 + random.nextInt(8));
            if (bed % 3 == 0) {
                script.care(name, (lowAt + 40) * 1000L, Care.of(CareAction.ACKNOWLEDGE, "nurse-" + bed));
            }
            script.vitals(name, 0, 150, NORMAL);
            script.vitals(name, 150, 250, bed % 2 == 0 ? NORMAL.withSpo2Pct(84.0) : NORMAL);
            script.vitals(name, 250, 300, NORMAL);
        }
        return script;
    }

    /** What the busy ward gives, which the tests compare with: one run for all of them. */
    private static Run busyRun() throws Exception {
        if (busyRun == null) {
            busyRun = run(busyWard(), 300);
        }
        return busyRun;
    }

    @Test
    void givesTheSameAlarmsWithTheSameIdsOnEveryReplay() throws Exception {
        WardScript script = busyWard();
        Run first = busyRun();
        Run second = run(script, script.log(300), 1, "hashmap");
        assertThat(first.alarms()).hasSizeGreaterThan(25);
        assertThat(second.alarms()).isEqualTo(first.alarms());
        assertThat(second.clamps())
                .usingRecursiveComparison()
                .ignoringFields("epoch")
                .isEqualTo(first.clamps());
    }

    @Test
    void givesTheSameAlarmsWithRocksDb() throws Exception {
        WardScript script = busyWard();
        Run heap = busyRun();
        Run rocks = run(script, script.log(300), 2, "rocksdb");
        assertThat(rocks.alarms()).isEqualTo(heap.alarms());
        assertThat(rocks.clamps())
                .usingRecursiveComparison()
                .ignoringFields("epoch")
                .isEqualTo(heap.clamps());
    }

    /** What the ingest job's restarts do to the log: pieces of it stand there twice, behind the ticks. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void givesTheSameAlarmsAlthoughPiecesOfTheLogComeTwice(long seed) throws Exception {
        WardScript script = busyWard();
        List<BedsideEvent> log = script.log(300);
        Run once = busyRun();
        List<BedsideEvent> withRepeats = new ArrayList<>(log);
        Random random = new Random(seed);
        for (int i = 0; i < 10; i++) {
            int from = random.nextInt(withRepeats.size() - 500);
            int to = from + random.nextInt(400);
            withRepeats.addAll(to, new ArrayList<>(withRepeats.subList(from, to)));
        }
        Run twice = run(script, withRepeats, 2, "hashmap");
        assertThat(twice.alarms()).isEqualTo(once.alarms());
    }

    /** Two sessions are not in step: events of different devices come in another order than they were accepted. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void givesTheSameAlarmsWhateverTheOrderBetweenDevicesIs(long seed) throws Exception {
        WardScript script = busyWard();
        List<BedsideEvent> log = script.log(300);
        Run ordered = busyRun();
        // Between two ticks the devices' messages change places; each device's own order is kept.
        Random random = new Random(seed);
        List<BedsideEvent> shuffled = new ArrayList<>();
        List<BedsideEvent> window = new ArrayList<>();
        for (BedsideEvent event : log) {
            if (event.isTick()) {
                List<String> devices = new ArrayList<>(
                        window.stream().map(BedsideEvent::deviceId).distinct().toList());
                Collections.shuffle(devices, random);
                window.sort(Comparator.comparingInt(e -> devices.indexOf(e.deviceId())));
                shuffled.addAll(window);
                window.clear();
                shuffled.add(event);
            } else {
                window.add(event);
            }
        }
        shuffled.addAll(window);
        assertThat(shuffled).isNotEqualTo(log);
        Run other = run(script, shuffled, 2, "hashmap");
        assertThat(other.alarms()).isEqualTo(ordered.alarms());
    }
}
