package io.wardstream.local;

import static io.wardstream.local.testing.TestLog.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.wardstream.jobs.IngestJob;
import io.wardstream.jobs.SafetyJob;
import io.wardstream.jobs.config.IngestConfig;
import io.wardstream.jobs.config.SafetyConfig;
import io.wardstream.local.console.Installation;
import io.wardstream.local.console.Whereabouts;
import io.wardstream.local.servers.BrokerAccess;
import io.wardstream.local.servers.EmbeddedBroker;
import io.wardstream.local.servers.Ports;
import io.wardstream.local.testing.BedsideDevice;
import io.wardstream.local.testing.Eventually;
import io.wardstream.local.testing.RunningJob;
import io.wardstream.local.testing.Said;
import io.wardstream.local.testing.TestLog;
import io.wardstream.local.testing.TopicTail;
import io.wardstream.local.ward.DataDirectory;
import io.wardstream.local.ward.RunInfo;
import io.wardstream.local.watch.Watchman;
import io.wardstream.model.Acvpu;
import io.wardstream.model.AlarmEvent;
import io.wardstream.model.AlarmPhase;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.CareAction;
import io.wardstream.model.DeviceKind;
import io.wardstream.model.Priority;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Score;
import io.wardstream.model.ScoreInput;
import io.wardstream.model.ScoreParts;
import io.wardstream.model.Setting;
import io.wardstream.model.SettingScope;
import io.wardstream.model.Subject;
import io.wardstream.model.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * People speak to a ward of real servers and jobs: a limit is set while everything runs, an alarm that follows from it
 * is acknowledged by the beginning of its id, and what is not valid changes nothing.
 */
class CommandsOfPeopleIT {

    private static final String LINE = "line-scale-1";
    private static final String CONSOLE = "console-north";
    private static final double LEVEL_ML = 100;
    private static final WireFormat<Setting> SETTINGS = WireFormat.of(Setting.class);

    private static final RegistryEntry SCALE = new RegistryEntry(
            "scale-1",
            DeviceKind.LOAD_CELL_WITH_CLAMP,
            "north",
            "n01",
            LINE,
            "P1",
            0,
            null,
            null,
            500.0,
            RegistryEntry.DEFAULT_TARE_G,
            1.0,
            null);
    private static final RegistryEntry TERMINAL = new RegistryEntry(
            CONSOLE, DeviceKind.STAFF_TERMINAL, "north", null, null, null, 0, null, null, null, null, null, null);

    private static final RegistryEntry WATCHMAN = new RegistryEntry(
            "watchman", DeviceKind.STAFF_TERMINAL, "north", null, null, null, 0, null, null, null, null, null, null);

    @TempDir
    Path folder;

    private final BrokerAccess access = new BrokerAccess("secret".getBytes(StandardCharsets.UTF_8));

    private Map<String, String> options(TestLog log, EmbeddedBroker broker, String user) throws Exception {
        Map<String, String> values = RunningJob.flinkOptions(2, "1 s");
        values.put("kafka.bootstrap-servers", log.bootstrapServers());
        values.put("mqtt.host", "127.0.0.1");
        values.put("mqtt.port", String.valueOf(broker.port()));
        values.put("mqtt.username", user);
        values.put("mqtt.password-file", password(user).toString());
        return values;
    }

    private Path password(String user) throws Exception {
        return Files.writeString(folder.resolve(user + ".password"), access.password(user));
    }

    private static Said ward(Path data, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--ward-data", data.toString()));
        return Said.of(all.toArray(new String[0]));
    }

    @Test
    void setALimitAndAnswerTheAlarmThatFollows() throws Exception {
        Ports ports = new Ports();
        access.register(SCALE);
        access.register(TERMINAL);
        access.register(WATCHMAN);
        try (TestLog log = TestLog.start(folder.resolve("kafka"), ports);
                EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), ports.free(), access);
                DataDirectory data = DataDirectory.open(folder.resolve("ward-data"));
                TopicTail<BedsideEvent> events = log.tail(TOPICS.events(), BedsideEvent.class);
                TopicTail<AlarmEvent> alarms = log.tail(TOPICS.alarms(), AlarmEvent.class);
                TopicTail<Setting> settings = log.tail(TOPICS.settings(), Setting.class)) {
            data.writeRun(new RunInfo(ProcessHandle.current().pid(), broker.port(), log.bootstrapServers(), 0, 0, 1));
            for (RegistryEntry terminal : List.of(TERMINAL, WATCHMAN)) {
                String file = terminal.deviceId() + ".password";
                Files.copy(password(terminal.deviceId()), data.resolve(file));
            }
            log.set("LowLevel.confirmMs", 0);
            log.set("LowLevel.samples", 1);
            log.register(List.of(SCALE, TERMINAL, WATCHMAN));
            Map<String, String> ingestOptions = options(log, broker, BrokerAccess.INGEST);
            ingestOptions.put("ingest.wards", "north");
            try (RunningJob ingest =
                            RunningJob.start(IngestJob.NAME, IngestJob.build(IngestConfig.from(ingestOptions)));
                    RunningJob safety = RunningJob.start(
                            SafetyJob.NAME,
                            SafetyJob.build(SafetyConfig.from(options(log, broker, BrokerAccess.SAFETY))));
                    BedsideDevice scale = BedsideDevice.connect(SCALE, broker.port(), access)) {
                Eventually.until("the scale is heard", () -> {
                    scale.weigh(LEVEL_ML);
                    events.poll();
                    return events.has(event -> event.deviceId().equals("scale-1"));
                });

                changesNothingThatIsNotValid(log, data.root(), settings);
                long version = setsALimit(data.root(), settings);

                AlarmEvent raised = raised(scale, alarms);
                assertThat(raised.settingsVersion()).isEqualTo(version);
                assertThat(raised.evidence().get(0).limit()).isEqualTo(150.0);

                acknowledges(data.root(), raised, alarms);
                asksForTheClamp(log, broker, events);
                saysWhatWasSeenOfThePatient(data.root(), events);
                setsLimitsFromWhatIsMeasured(log, data.root(), settings);
                saysWhyTheBrokerDoesNotTakeIt(log, broker);
                ingest.assertAlive();
                safety.assertAlive();
                watchesFromOutside(data.root(), log, broker, safety, alarms);
            }
        }
    }

    private static void changesNothingThatIsNotValid(TestLog log, Path data, TopicTail<Setting> settings)
            throws Exception {
        settings.pollToTheEnd();
        int before = settings.values().size();
        for (String[] wrong : new String[][] {
            {"set", "line:" + LINE, "LowLevel.lowMl", "9999", "--by", "nurse-7", "--reason", "test"},
            {"set", "line:nobody", "LowLevel.lowMl", "150", "--by", "nurse-7", "--reason", "test"},
            {"set", "line:" + LINE, "LowLevel.lowMl", "150", "--by", "nurse-7"}
        }) {
            assertThat(ward(data, wrong).status()).isEqualTo(Ward.USAGE);
        }
        settings.pollToTheEnd();
        assertThat(settings.values()).hasSize(before);

        // Somebody who writes into the topic by hand: the jobs refuse it, and people see that they do.
        Setting byHand = new Setting(SettingScope.LINE, LINE, "LowLevel.lowMl", 9_999.0, "x", 0, "by hand", 0);
        log.write(TOPICS.settings(), null, null, byHand.logKey(), SETTINGS.write(byHand));
        Said shown = ward(data, "settings", "line:" + LINE);
        assertThat(shown.out()).contains("Refused by the jobs", "refused: LowLevel.lowMl must be between", "by hand");
        Said effective = ward(data, "settings", "line:" + LINE, "--all", "--json");
        assertThat(effective.out().lines().filter(line -> line.contains("\"key\":\"LowLevel.lowMl\"")))
                .anySatisfy(line -> assertThat(line).contains("\"value\":50.0", "\"from\":\"default\""));
    }

    private static long setsALimit(Path data, TopicTail<Setting> settings) throws Exception {
        Said said = ward(
                data, "set", "line:" + LINE, "LowLevel.lowMl", "150", "--by", "nurse-7", "--reason", "a slow drip");
        assertThat(said.status()).as(said.err()).isEqualTo(Ward.HELD);
        settings.pollToTheEnd();
        long version = settings.values().size();
        assertThat(said.out())
                .contains(
                        "LowLevel.lowMl for line:" + LINE + ", version " + version,
                        "before   50 mL, from default",
                        "now      150 mL, from line:" + LINE + ", version " + version + ", by nurse-7: a slow drip");
        assertThat(ward(data, "settings", "--history", "LowLevel.lowMl").out()).contains("refused", "in force");
        return version;
    }

    private static AlarmEvent raised(BedsideDevice scale, TopicTail<AlarmEvent> alarms) throws Exception {
        Eventually.until("the bag is low by the new limit", () -> {
            scale.weigh(LEVEL_ML);
            alarms.poll();
            return alarms.has(event -> event.pattern().equals("LowLevel"));
        });
        return alarms.values().stream()
                .filter(event -> event.pattern().equals("LowLevel"))
                .findFirst()
                .orElseThrow();
    }

    private static void acknowledges(Path data, AlarmEvent raised, TopicTail<AlarmEvent> alarms) throws Exception {
        String prefix = raised.alarmId().substring(0, 6);
        Said shown = ward(data, "alarms", "--open", "--line", LINE);
        assertThat(shown.out()).contains(prefix, "MEDIUM", "Infusion bag is low", "north/n01 " + LINE + " P1");
        assertThat(ward(data, "alarms", "--open", "--ward", "south").out()).contains("No such alarm is open");
        assertThat(ward(data, "ack", "dead", "--by", "nurse-7").err()).contains("no alarm's id begins with dead");

        Said said = ward(data, "ack", prefix, "--by", "nurse-7", "--reason", "on my way");
        assertThat(said.status()).as(said.err()).isEqualTo(Ward.HELD);
        assertThat(said.out()).contains("ACKNOWLEDGED", "acknowledged by nurse-7", "on my way");
        AlarmEvent acknowledged = alarms.await(
                "it is acknowledged",
                event -> event.alarmId().equals(raised.alarmId()) && event.phase() == AlarmPhase.ACKNOWLEDGED);
        assertThat(acknowledged.by()).isEqualTo("nurse-7");
        assertThat(acknowledged.reason()).isEqualTo("on my way");

        assertThat(ward(data, "ack", "--line", LINE, "--by", "nurse-8").out())
                .contains("Acknowledged already; nothing was sent", "nurse-7");
    }

    private void asksForTheClamp(TestLog log, EmbeddedBroker broker, TopicTail<BedsideEvent> events) throws Exception {
        // As from another machine, with the jobs' options in a file.
        Path config = Files.writeString(
                folder.resolve("console.yaml"),
                "kafka.bootstrap-servers: " + log.bootstrapServers() + "\nmqtt:\n  host: 127.0.0.1\n  port: "
                        + broker.port() + "\n  username: " + CONSOLE + "\n  password-file: " + password(CONSOLE));
        Said said =
                Said.of("clamp", "close", LINE, "--by", "nurse-7", "--reason", "test", "--config", config.toString());
        assertThat(said.status()).as(said.err()).isEqualTo(Ward.HELD);
        assertThat(said.out()).contains("CLOSE_CLAMP of line " + LINE + " by nurse-7: taken at ");
        BedsideEvent care = events.await(
                "the clamp is asked for",
                event -> event.care() != null && event.care().action() == CareAction.CLOSE_CLAMP);
        assertThat(care.deviceId()).isEqualTo(CONSOLE);
        assertThat(care.ward()).isEqualTo("north");
        assertThat(care.care().lineId()).isEqualTo(LINE);
        assertThat(care.seq()).isZero();
        assertThat(Said.of("hook", "empty", "--line", LINE, "--by", "nurse-7", "--config", config.toString())
                        .out())
                .contains("HOOK_EMPTY of line " + LINE + " by nurse-7: taken at ");
    }

    private static void saysWhatWasSeenOfThePatient(Path data, TopicTail<BedsideEvent> events) throws Exception {
        Said observed =
                ward(data, "observe", "--patient", "P1", "--acvpu", "voice", "--oxygen", "no", "--by", "nurse-7");
        assertThat(observed.status()).as(observed.err()).isEqualTo(Ward.HELD);
        assertThat(observed.out()).contains("OBSERVE (VOICE, on air) of patient P1 by nurse-7: taken at ");
        BedsideEvent told = events.await("it is told", event -> is(event, CareAction.OBSERVE));
        assertThat(told.care().patientId()).isEqualTo("P1");
        assertThat(told.care().acvpu()).isEqualTo(Acvpu.VOICE);
        assertThat(told.care().onOxygen()).isFalse();

        Said reviewed = ward(data, "review", "--patient", "P1", "--by", "dr-3", "--reason", "seen");
        assertThat(reviewed.status()).as(reviewed.err()).isEqualTo(Ward.HELD);
        BedsideEvent review = events.await("it is reviewed", event -> is(event, CareAction.REVIEW));
        assertThat(review.care().patientId()).isEqualTo("P1");
        assertThat(review.care().acvpu()).isNull();
        assertThat(ward(data, "review", "--patient", "P9", "--by", "dr-3").err())
                .contains("the registry does not know patient:P9");
    }

    private static void setsLimitsFromWhatIsMeasured(TestLog log, Path data, TopicTail<Setting> settings)
            throws Exception {
        // Nobody is registered as P7, so that no job scores the patient meanwhile.
        String[] auto = {"limits", "--patient", "P7", "--auto", "--force", "--by", "dr-3"};
        settings.pollToTheEnd();
        int before = settings.values().size();
        long now = System.currentTimeMillis();
        measured(log, "P7", now - 1_200_000, 60);
        measured(log, "P2", now, 60);
        Said old = ward(data, auto);
        assertThat(old.status()).isEqualTo(Ward.FAILED);
        assertThat(old.err()).contains("nothing was measured of patient:P7 in the last 15 min", "nothing was set");

        measured(log, "P7", now - 20_000, 70);
        measured(log, "P7", now - 10_000, 88);
        Said dry = ward(data, "limits", "--patient", "P7", "--auto", "--force", "--by", "dr-3", "--dry-run");
        assertThat(dry.status()).as(dry.err()).isEqualTo(Ward.HELD);
        assertThat(dry.out())
                .contains("88 /min, ", "50 /min", "59 /min", "70 by the formula, 59 is the bound", "110 /min")
                .contains("Left as it is: systolic pressure: no value", "Nothing was set.");
        settings.pollToTheEnd();
        assertThat(settings.values()).hasSize(before);

        Said said = ward(data, auto);
        assertThat(said.status()).as(said.err()).isEqualTo(Ward.HELD);
        settings.pollToTheEnd();
        assertThat(settings.values().subList(before, settings.values().size()))
                .allSatisfy(setting -> {
                    assertThat(setting.scope()).isEqualTo(SettingScope.PATIENT);
                    assertThat(setting.scopeId()).isEqualTo("P7");
                    assertThat(setting.by()).isEqualTo("dr-3");
                    assertThat(setting.reason()).isEqualTo("auto limits, from 88 /min");
                })
                .extracting(Setting::key, Setting::value)
                .containsExactly(
                        tuple("HeartRateOutOfRange.lowBpm", 59.0), tuple("HeartRateOutOfRange.highBpm", 110.0));
        assertThat(ward(data, "limits", "--patient", "P7", "--force").out())
                .containsPattern("HeartRateOutOfRange.highBpm +patient:P7 +110 /min +patient:P7 +120")
                .containsPattern("RespirationOutOfRange.high +patient:P7 +30 /min +default")
                .contains("None stands open.");
        assertThat(ward(data, "limits", "--patient", "P9").err()).contains("the registry does not know patient:P9");
    }

    /** The watchman hears the ward, says that it does not while there is no safety job, and hears it again. */
    private void watchesFromOutside(
            Path data, TestLog log, EmbeddedBroker broker, RunningJob safety, TopicTail<AlarmEvent> alarms)
            throws Exception {
        Said once = ward(data, "watchman", "--once");
        assertThat(once.status()).as(once.err()).isEqualTo(Ward.HELD);
        assertThat(once.out()).containsPattern("the ward answers, after [0-9]+ ms");
        assertThat(ward(data, "watchman", "--every", "0", "--limit", "9999").err())
                .contains("--every is 0; accepted: 1 to 3600 s", "--limit is 9999; accepted: 1 to 3600 s");

        Installation installation = Installation.local(data);
        Whereabouts whereabouts = new Whereabouts();
        whereabouts.take(WATCHMAN);
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        Watchman.Options options =
                new Watchman.Options(Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(60), true);
        Watchman.Ear ear = new Watchman.Ear() {
            @Override
            public void hears(long tookMs) {
                heard.add("hears");
            }

            @Override
            public void silence(long overdueMs, String why) {
                heard.add("silence: " + why);
            }
        };
        Installation.Door door = installation.watchmansDoor(whereabouts);
        AlarmEvent raised;
        try (Watchman watchman = Watchman.start(installation, door, options, ear)) {
            assertThat(heard.poll(60, TimeUnit.SECONDS)).isEqualTo("hears");
            safety.kill();
            assertThat(heard.poll(60, TimeUnit.SECONDS)).isEqualTo("silence: the ward does not answer");
            raised = alarms.await(
                    "nobody can rely on alarms",
                    alarm -> alarm.pattern().equals("PipelineCanary") && alarm.phase() == AlarmPhase.RAISED);
            assertThat(raised.priority()).isEqualTo(Priority.HIGH);
            assertThat(raised.evidence().get(0).limit()).isEqualTo(3.0);
            assertThat(raised.by()).isEqualTo("watchman");
            assertThat(raised.reason()).isEqualTo("the ward does not answer");
        }
        // The next one takes the alarm on that this one has left open.
        try (Watchman next = Watchman.start(installation, door, options, ear);
                RunningJob again = RunningJob.start(
                        SafetyJob.NAME,
                        SafetyJob.build(SafetyConfig.from(options(log, broker, BrokerAccess.SAFETY))))) {
            assertThat(heard.poll(60, TimeUnit.SECONDS)).isEqualTo("hears");
            alarms.await(
                    "they can again",
                    alarm -> alarm.alarmId().equals(raised.alarmId()) && alarm.phase() == AlarmPhase.CLOSED);
            again.assertAlive();
        }
        Said never = ward(data, "watchman", "--once", "--limit", "2");
        assertThat(never.status()).isEqualTo(Ward.FAILED);
        assertThat(never.out()).contains("no alarm can be relied on: no echo for 2 s, the ward does not answer");
        alarms.pollToTheEnd();
        assertThat(alarms.values())
                .as("no person meets the echoes")
                .noneMatch(alarm -> alarm.pattern().equals("WatchmanProbe"));
        assertThat(alarms.values().stream().filter(alarm -> alarm.pattern().equals("PipelineCanary")))
                .as("asked once, it raises nothing")
                .hasSize(3);
    }

    private static void measured(TestLog log, String patient, long at, double hrBpm) throws Exception {
        Subject subject = new Subject(Subject.patientKey(patient), "north", "n01", null, patient, null);
        Score score = new Score(
                subject,
                at,
                null,
                0,
                20,
                List.of(),
                new ScoreParts(null, null, null, null, null, null, null),
                1,
                null,
                null,
                null,
                null,
                null,
                List.of(new ScoreInput("hr", hrBpm, at, "monitor-1")),
                Score.ALGORITHM);
        log.write(
                TOPICS.scores(),
                null,
                at,
                subject.key(),
                WireFormat.of(Score.class).write(score));
    }

    private static boolean is(BedsideEvent event, CareAction action) {
        return event.care() != null && event.care().action() == action;
    }

    private void saysWhyTheBrokerDoesNotTakeIt(TestLog log, EmbeddedBroker broker) throws Exception {
        Path wrong = Files.writeString(folder.resolve("wrong"), "wrong");
        String mqtt = "mqtt://127.0.0.1:" + broker.port();
        Said said = Said.of(
                "discharge",
                "--line",
                LINE,
                "--by",
                "nurse-7",
                "--kafka",
                log.bootstrapServers(),
                "--mqtt",
                mqtt,
                "--user",
                CONSOLE,
                "--password-file",
                wrong.toString());
        assertThat(said.status()).isEqualTo(Ward.FAILED);
        assertThat(said.err()).contains(mqtt, CONSOLE);
        assertThat(said.err().strip().lines()).hasSize(1);
    }
}
