package io.wardstream.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wardstream.connectors.mqtt.MqttVersion;
import io.wardstream.connectors.mqtt.SessionLostPolicy;
import io.wardstream.jobs.clock.WardTime;
import io.wardstream.model.risk.LoadedRiskModel;
import io.wardstream.model.risk.RiskModel;
import io.wardstream.model.risk.TestRiskModel;
import io.wardstream.model.wire.WireFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every job's options: what is needed, what is refused, and how that is said. */
class JobConfigsTest {

    @TempDir
    private static Path folder;

    /** A job's configuration. */
    private record Job(
            String name,
            Function<Map<String, String>, Object> from,
            Map<String, String> enough,
            List<ConfigOption<?>> options) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Job> jobs() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n");
        Map<String, String> mqtt = Map.of("kafka.bootstrap-servers", "k:9092", "mqtt.host", "broker");
        Map<String, String> ingest = new HashMap<>(mqtt);
        ingest.put("ingest.wards", "icu;surgery");
        return Stream.of(
                new Job("ingest job", IngestConfig::from, ingest, IngestConfig.OPTIONS),
                new Job("safety job", SafetyConfig::from, mqtt, SafetyConfig.OPTIONS),
                new Job(
                        "notify job",
                        NotifyConfig::from,
                        Map.of(
                                "kafka.bootstrap-servers", "k:9092",
                                "notify.endpoint.url", "https://inbox.example/alarms",
                                "notify.endpoint.secret-file", secret.toString()),
                        NotifyConfig.OPTIONS),
                new Job(
                        "archive job",
                        ArchiveConfig::from,
                        Map.of(
                                "kafka.bootstrap-servers", "k:9092",
                                "archive.lake", "file:///lake",
                                "archive.warehouse.url", "jdbc:postgresql://db:5432/ward",
                                "archive.warehouse.user", "archive"),
                        ArchiveConfig.OPTIONS));
    }

    private static List<String> problems(Job job, Map<String, String> values) {
        InvalidOptionsException refused = catchThrowableOfType(
                InvalidOptionsException.class, () -> job.from().apply(values));
        assertThat(refused).as("%s must refuse %s", job, values).isNotNull();
        assertThat(refused).hasMessageStartingWith(job.name() + ": ");
        refused.problems().forEach(problem -> assertThat(refused).hasMessageContaining(problem));
        return refused.problems();
    }

    private static Map<String, String> with(Job job, String... keysAndValues) {
        Map<String, String> values = new HashMap<>(job.enough());
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return values;
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void needsNoMoreThanItSays(Job job) {
        assertThat(job.from().apply(job.enough())).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void namesAllThatIsMissingAtOnce(Job job) {
        List<String> problems = problems(job, Map.of());
        assertThat(problems).hasSameSizeAs(job.enough().keySet());
        for (String key : job.enough().keySet()) {
            assertThat(problems).anyMatch(problem -> problem.startsWith(key + " is missing: "));
        }
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void refusesABlankValueForWhatMustBeThere(Job job) {
        for (String key : job.enough().keySet()) {
            assertThat(problems(job, with(job, key, " ")))
                    .singleElement()
                    .asString()
                    .startsWith(key);
        }
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void refusesAKeyThatItDoesNotKnowAndGuessesWhatWasMeant(Job job) {
        assertThat(problems(job, with(job, "kafka.bootstrap-server", "k:9092", "zzz.nothing-like-it", "1")))
                .containsExactly(
                        "there is no option kafka.bootstrap-server; did you mean kafka.bootstrap-servers?",
                        "there is no option zzz.nothing-like-it");
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void describesEveryOption(Job job) {
        assertThat(job.options()).extracting(ConfigOption::key).doesNotHaveDuplicates();
        assertThat(job.options())
                .allSatisfy(option -> assertThat(DescriptionText.of(option)).endsWith("."));
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void handsFlinksOwnOptionsOn(Job job) {
        Object config = job.from().apply(with(job, "flink.parallelism.default", "3"));
        assertThat(config)
                .extracting("flink")
                .isInstanceOfSatisfying(
                        org.apache.flink.configuration.Configuration.class,
                        flink -> assertThat(flink.get(CoreOptions.DEFAULT_PARALLELISM))
                                .isEqualTo(3));
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void printsNoSecret(Job job) {
        Object config = job.from().apply(with(job, "flink.s3.secret-key", "hunter2"));
        assertThat(config.toString()).doesNotContain("hunter2", "whsec_", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    }

    private static Job job(String name) throws Exception {
        return jobs().filter(job -> job.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void reportsMistakesOfEveryKindTogether() throws Exception {
        Job ingest = job("ingest job");
        assertThat(problems(
                        ingest,
                        Map.of(
                                "kafka.bootstrap-servers", "k:9092",
                                "mqtt.port", "70000",
                                "mqtt.username", "ingest",
                                "ingest.wards", "icu;icu;not a ward",
                                "ingest.receive-maximum", "many",
                                "ingest.tick-interval", "0 s",
                                "ingest.session-lost", "SHRUG",
                                "time.speed", "-1",
                                "ingest.ticks", "1")))
                .hasSize(10)
                .anyMatch(problem -> problem.startsWith("there is no option ingest.ticks"))
                .anyMatch(problem -> problem.startsWith("mqtt.host is missing"))
                .anyMatch(problem -> problem.equals("mqtt.port must be 1 to 65535, not 70000"))
                .anyMatch(problem ->
                        problem.startsWith("mqtt.username goes together with mqtt.password-file or mqtt.password-env"))
                .anyMatch(problem -> problem.equals("ingest.wards has 'not a ward', which cannot name a ward"))
                .anyMatch(problem -> problem.equals("ingest.wards names a ward twice"))
                .anyMatch(problem -> problem.startsWith("ingest.receive-maximum: ") && problem.contains("many"))
                .anyMatch(problem -> problem.startsWith("ingest.tick-interval must be positive"))
                .anyMatch(problem -> problem.startsWith("ingest.session-lost: ") && problem.contains("FAIL"))
                .anyMatch(problem -> problem.startsWith("time.speed must be positive"));
    }

    @Test
    void readsWardsAndForeignFiltersThroughASessionEach() throws Exception {
        assertThat(IngestConfig.from(with(job("ingest job"), "ingest.foreign-filters", "nurse7/feeds/#;/sys/pk/#"))
                        .topicFilters())
                .containsExactly("ward/v1/icu/#", "ward/v1/surgery/#", "nurse7/feeds/#", "/sys/pk/#");
    }

    @Test
    void refusesForeignFiltersThatCannotBeReadInOrder() throws Exception {
        assertThat(problems(
                        job("ingest job"),
                        with(
                                job("ingest job"),
                                "ingest.foreign-filters",
                                "nurse7/feeds/Weight;a/#/b;+/v1/#;nurse7/#;nurse7/feeds/#;ward/v1/icu/#")))
                .anyMatch(problem -> problem.contains("'nurse7/feeds/Weight', which must end in /#"))
                .anyMatch(problem -> problem.contains("'a/#/b': # must be"))
                .anyMatch(problem -> problem.contains("'+/v1/#', which overlaps ward/v1/icu/#"))
                .anyMatch(problem -> problem.contains("'nurse7/feeds/#', which overlaps nurse7/#"))
                .anyMatch(problem -> problem.contains("'ward/v1/icu/#': topics under ward/v1/"));
    }

    @Test
    void readsEveryOptionOfTheIngestJob() throws Exception {
        IngestConfig config = IngestConfig.from(with(
                job("ingest job"),
                "kafka.topic-prefix",
                "test.",
                "ingest.client-id-prefix",
                "other",
                "ingest.receive-maximum",
                "100",
                "ingest.session-expiry",
                "2 h",
                "ingest.session-lost",
                "WARN",
                "ingest.tick-interval",
                "50 ms",
                "time.speed",
                "10"));
        assertThat(config.kafka().topics().events()).isEqualTo("test.events");
        assertThat(config.wards()).containsExactly("icu", "surgery");
        assertThat(config.topicFilters()).containsExactly("ward/v1/icu/#", "ward/v1/surgery/#");
        assertThat(config.clientIdPrefix()).isEqualTo("other");
        assertThat(config.receiveMaximum()).isEqualTo(100);
        assertThat(config.sessionExpiry()).isEqualTo(Duration.ofHours(2));
        assertThat(config.sessionLostPolicy()).isEqualTo(SessionLostPolicy.WARN);
        assertThat(config.tickInterval()).isEqualTo(Duration.ofMillis(50));
        assertThat(config.time()).isEqualTo(new WardTime(0, 0, 10));
    }

    @Test
    void letsTheIngestJobSpeakMqtt3AndNotTheSafetyJobWhoseCommandsMustExpire() throws Exception {
        assertThat(IngestConfig.from(with(job("ingest job"), "mqtt.version", "3.1.1"))
                        .mqtt()
                        .version())
                .isEqualTo(MqttVersion.V3_1_1);
        assertThatThrownBy(() -> SafetyConfig.from(with(job("safety job"), "mqtt.version", "3.1.1")))
                .isInstanceOf(InvalidOptionsException.class)
                .hasMessageContaining("mqtt.version must be 5");
    }

    @Test
    void readsEveryOptionOfTheSafetyJob() throws Exception {
        SafetyConfig config =
                SafetyConfig.from(with(job("safety job"), "mqtt.port", "8883", "safety.client-id-prefix", "other"));
        assertThat(config.mqtt()).hasToString("mqtt://broker:8883");
        assertThat(config.clientIdPrefix()).isEqualTo("other");
        assertThat(config.time()).isEqualTo(WardTime.REAL);
        assertThat(config.riskModel())
                .as("nothing is predicted unless a model is given")
                .isNull();
    }

    /** A model is read where the job is submitted, and everything that is wrong with it is said with the rest. */
    @Test
    void readsTheModelOfTheRiskAndSaysAllThatIsWrongWithIt(@TempDir Path dir) throws Exception {
        RiskModel sound = TestRiskModel.of(Map.of(), 0, 0.5);
        Path file = Files.writeString(
                dir.resolve("sound.json"), WireFormat.of(RiskModel.class).writeText(sound));
        SafetyConfig config = SafetyConfig.from(with(job("safety job"), "safety.risk-model", file.toString()));
        assertThat(config.riskModel().model()).isEqualTo(sound);
        assertThat(InstantiationUtil.<LoadedRiskModel>clone(config.riskModel()))
                .as("goes with the operator")
                .isEqualTo(config.riskModel());

        Path other = Files.writeString(
                dir.resolve("other.json"),
                Files.readString(file)
                        .replace("\"featureVersion\":1", "\"featureVersion\":7")
                        .replace("\"feature\":\"rrPerMin\"", "\"feature\":\"lactate\""));
        Path missing = dir.resolve("missing.json");
        assertThat(problems(
                        job("safety job"),
                        with(job("safety job"), "safety.risk-model", other.toString(), "mqtt.version", "3.1.1")))
                .containsExactly(
                        "safety.risk-model: " + other
                                + ": it was trained on features of version 7; those here are version 1:"
                                + " train it again",
                        "safety.risk-model: " + other + ": there is no feature lactate",
                        "safety.risk-model: " + other + ": the feature rrPerMin is missing",
                        "mqtt.version must be 5: a clamp's command must expire at the broker, which 3.1.1 cannot say");
        assertThat(problems(job("safety job"), with(job("safety job"), "safety.risk-model", missing.toString())))
                .containsExactly("safety.risk-model: " + missing + ": there is no such file");
        assertThat(problems(job("safety job"), with(job("safety job"), "safety.risk-model", dir.toString())))
                .singleElement()
                .asString()
                .startsWith("safety.risk-model: " + dir + ": it cannot be read: ");
    }

    @Test
    void readsTheModelAndTheFileOfTheFeaturesOfABacktest(@TempDir Path dir) throws Exception {
        Path file = Files.writeString(
                dir.resolve("sound.json"),
                WireFormat.of(RiskModel.class).writeText(TestRiskModel.of(Map.of(), 0, 0.5)));
        Map<String, String> values = new HashMap<>(Map.of(
                "backtest.data", "bidmc:" + dir,
                "backtest.out", dir.resolve("out").toString(),
                "backtest.against",
                        Files.writeString(dir.resolve("other.yaml"), "Spo2Low.lowPct: 70\n")
                                .toString(),
                "backtest.model", file.toString(),
                "backtest.features", dir.resolve("features.csv").toString()));
        BacktestConfig config = BacktestConfig.from(values);
        assertThat(config.features()).isEqualTo(dir.resolve("features.csv"));
        assertThat(config.second().model()).isEqualTo(config.model()).isNotNull();
        assertThat(config.second().features()).as("the second run writes none").isNull();
        values.put("backtest.data", "loadcell:" + dir);
        values.put("backtest.features", dir.resolve("nowhere/features.csv").toString());
        values.put("backtest.model", dir.resolve("other.yaml").toString());
        assertThatThrownBy(() -> BacktestConfig.from(values))
                .isInstanceOf(InvalidOptionsException.class)
                .hasMessageContaining("other.yaml: it is no model: BROKEN_RECORD")
                .hasMessageContaining("accepted is a file in a folder that is there")
                .hasMessageContaining("backtest.features is for recordings of vital signs");
    }

    @Test
    void refusesToSendAlarmsInClearTextOverTheNetwork() throws Exception {
        assertThat(problems(
                        job("notify job"),
                        with(job("notify job"), "notify.endpoint.url", "http://inbox.example/alarms")))
                .singleElement()
                .asString()
                .startsWith("notify.endpoint.url");
    }

    @Test
    void refusesADatabaseThatIsNone() throws Exception {
        assertThat(problems(job("archive job"), with(job("archive job"), "archive.warehouse.url", "db:5432/ward")))
                .singleElement()
                .asString()
                .startsWith("archive.warehouse.url");
    }
}
