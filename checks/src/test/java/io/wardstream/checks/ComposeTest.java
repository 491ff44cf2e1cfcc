package io.wardstream.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.jobs.config.ArchiveConfig;
import io.wardstream.jobs.config.IngestConfig;
import io.wardstream.jobs.config.NotifyConfig;
import io.wardstream.jobs.config.OptionsFile;
import io.wardstream.jobs.config.SafetyConfig;
import io.wardstream.jobs.kafka.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The compose stack, as far as it can be read without an engine to run it. */
class ComposeTest {

    private static final Pattern PINNED = Pattern.compile("[a-z0-9./-]+:[0-9]+\\.[0-9]+(\\.[0-9]+)?(-[a-z0-9.]+)?");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+):\\?[^}]*}");

    /** What the tests put in the place of .env. */
    private static final Map<String, String> ENVIRONMENT =
            Map.of("WARDSTREAM_WARDS", "w1;w2", "WARDSTREAM_WEBHOOK_URL", "https://alarms.example.org/hook");

    private static final Map<String, Function<Map<String, String>, Object>> JOBS = Map.of(
            "ingest", IngestConfig::from,
            "safety", SafetyConfig::from,
            "notify", NotifyConfig::from,
            "archive", ArchiveConfig::from);

    @TempDir
    Path folder;

    private static Map<?, ?> compose() throws IOException {
        return yaml(Files.readString(Rendered.root().resolve("docker-compose.yml")));
    }

    private static Map<?, ?> yaml(String text) {
        return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
    }

    private static Map<String, Map<?, ?>> services(Map<?, ?> compose) {
        Map<String, Map<?, ?>> services = new TreeMap<>();
        ((Map<?, ?>) compose.get("services"))
                .forEach((name, service) -> services.put((String) name, (Map<?, ?>) service));
        return services;
    }

    @Test
    void everyServiceHasAHealthCheckOrIsOneShot() throws Exception {
        assertThat(withoutHealth(compose())).isEmpty();
        assertThat(withoutHealth(yaml("services: {a: {image: b:1.0, restart: unless-stopped}}")))
                .containsExactly("a");
    }

    private static List<String> withoutHealth(Map<?, ?> compose) {
        return services(compose).entrySet().stream()
                .filter(service -> !service.getValue().containsKey("healthcheck")
                        && !"on-failure".equals(service.getValue().get("restart")))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Test
    void whatAServiceWaitsForIsThere() throws Exception {
        Map<String, Map<?, ?>> services = services(compose());
        services.forEach((name, service) -> {
            if (service.get("depends_on") instanceof Map<?, ?> waits) {
                waits.forEach((other, how) -> {
                    assertThat(services).as(name).containsKey((String) other);
                    boolean oneShot = "on-failure".equals(services.get(other).get("restart"));
                    assertThat(((Map<?, ?>) how).get("condition"))
                            .as("%s waits for %s", name, other)
                            .isEqualTo(oneShot ? "service_completed_successfully" : "service_healthy");
                });
            }
        });
    }

    @Test
    void everyImageIsPinned() throws Exception {
        services(compose())
                .forEach((name, service) ->
                        assertThat((String) service.get("image")).as(name).matches(PINNED));
        assertThat(PINNED.matcher("postgres").matches()).isFalse();
        assertThat(PINNED.matcher("postgres:latest").matches()).isFalse();
        assertThat(Files.readString(Rendered.root().resolve("deploy/Dockerfile")))
                .containsPattern("FROM flink:2\\.2\\.1-");
    }

    @Test
    void noPasswordStandsInTheFiles() throws Exception {
        List<Path> files = new ArrayList<>(List.of(Path.of("docker-compose.yml"), Path.of(".env.example")));
        try (Stream<Path> jobs = Files.list(Rendered.root().resolve("deploy/jobs"))) {
            jobs.map(Rendered.root()::relativize).forEach(files::add);
        }
        for (Path file : files) {
            assertThat(passwords(Files.readString(Rendered.root().resolve(file))))
                    .as("%s", file)
                    .isEmpty();
        }
        assertThat(passwords("  POSTGRES_PASSWORD: postgres\n")).hasSize(1);
        assertThat(passwords("  POSTGRES_PASSWORD: ${PASSWORD:-postgres}\n")).hasSize(1);
    }

    /** Lines that give a secret a value, and variables that have a default. */
    private static List<String> passwords(String text) {
        return text.lines()
                .filter(line -> !line.stripLeading().startsWith("#"))
                .filter(line -> givesASecret(line) || line.matches(".*\\$\\{[A-Z_]+:-.*"))
                .toList();
    }

    private static boolean givesASecret(String line) {
        return line.matches("(?i).*(password|passwd|secret|token)[a-z_-]*\\s*[:=]\\s*[^/\\s].*")
                && !line.matches("(?i).*file\\s*:\\s*/run/secrets/.*")
                && !line.matches("\\s*secrets:\\s*\\[[a-z, -]+]");
    }

    @Test
    void theEnvironmentsExampleNamesWhatIsNeededAndNoMore() throws Exception {
        Matcher needed = VARIABLE.matcher(Files.readString(Rendered.root().resolve("docker-compose.yml")));
        assertThat(needed.results().map(result -> result.group(1)).distinct())
                .containsExactlyInAnyOrderElementsOf(ENVIRONMENT.keySet());
        assertThat(Files.readAllLines(Rendered.root().resolve(".env.example")).stream()
                        .filter(line -> !line.isBlank() && !line.startsWith("#")))
                .containsExactlyInAnyOrderElementsOf(
                        ENVIRONMENT.keySet().stream().map(name -> name + "=").toList());
    }

    @Test
    void portsAreForThisMachineOnly() throws Exception {
        services(compose()).forEach((name, service) -> {
            if (service.get("ports") instanceof List<?> ports) {
                assertThat(ports).as(name).allMatch(port -> String.valueOf(port).startsWith("127.0.0.1:"));
            }
        });
    }

    @Test
    void everythingThatIsMountedIsThere() throws Exception {
        Map<?, ?> compose = compose();
        String secretsScript = Files.readString(Rendered.root().resolve("deploy/secrets.sh"));
        services(compose).forEach((name, service) -> {
            if (service.get("volumes") instanceof List<?> mounts) {
                for (Object mount : mounts) {
                    String from = String.valueOf(mount).split(":", -1)[0];
                    if (from.startsWith("./")) {
                        assertThat(Rendered.root().resolve(from)).as(name).exists();
                    } else {
                        assertThat(names(compose, "volumes")).as(name).contains(from);
                    }
                }
            }
            if (service.get("secrets") instanceof List<?> secrets) {
                for (Object secret : secrets) {
                    assertThat(names(compose, "secrets")).as(name).contains(String.valueOf(secret));
                    assertThat(secretsScript).contains("keep " + secret + " ");
                }
            }
        });
    }

    private static List<String> names(Map<?, ?> compose, String part) {
        return ((Map<?, ?>) compose.get(part))
                .keySet().stream().map(String::valueOf).toList();
    }

    @Test
    void everyJobAcceptsItsConfiguration() throws Exception {
        try (Stream<Path> files = Files.list(Rendered.root().resolve("deploy/jobs"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            JOBS.keySet().stream().map(job -> job + ".yaml").toList());
        }
        Map<String, Map<?, ?>> services = services(compose());
        for (String job : JOBS.keySet()) {
            Map<String, String> options = options(job, services.get(job));
            assertThat(JOBS.get(job).apply(options)).as(job).isNotNull();
            assertThat(options.get("flink.execution.checkpointing.dir"))
                    .as("where submit.sh looks for the state of %s", job)
                    .isEqualTo("file:///flink/checkpoints/" + job);
        }
    }

    /**
     * A job's options as its service gives them: the file, and what its command adds; secrets are files of this test.
     */
    private Map<String, String> options(String job, Map<?, ?> service) throws IOException {
        List<String> command =
                ((List<?>) service.get("command")).stream().map(String::valueOf).toList();
        String jobClass = Character.toUpperCase(job.charAt(0)) + job.substring(1) + "Job";
        assertThat(command).startsWith("submit.sh", job, jobClass);
        Map<String, String> options =
                new LinkedHashMap<>(OptionsFile.read(Rendered.root().resolve("deploy/jobs/" + job + ".yaml")));
        for (String argument : command.subList(3, command.size())) {
            String value = VARIABLE.matcher(argument)
                    .replaceAll(variable -> Matcher.quoteReplacement(ENVIRONMENT.get(variable.group(1))));
            int equals = value.indexOf('=');
            assertThat(value).as(job).startsWith("-D").contains("=");
            options.put(value.substring(2, equals), value.substring(equals + 1));
        }
        for (Map.Entry<String, String> option : options.entrySet()) {
            if (option.getValue().startsWith("/run/secrets/")) {
                Path secret = folder.resolve(Path.of(option.getValue()).getFileName());
                Files.writeString(secret, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n");
                option.setValue(secret.toString());
            }
        }
        return options;
    }

    @Test
    void everyTopicIsMadeWithThePartitionsThatTheClockNeeds() throws Exception {
        Map<String, String> made = new TreeMap<>();
        Pattern line = Pattern.compile("topic ([a-z]+) ([0-9]+) (delete|compact)");
        Files.readAllLines(Rendered.root().resolve("deploy/kafka/topics.sh")).forEach(text -> {
            Matcher topic = line.matcher(text);
            if (topic.matches()) {
                made.put(Topics.DEFAULT_PREFIX + topic.group(1), topic.group(2) + " " + topic.group(3));
            }
        });
        Topics topics = new Topics(Topics.DEFAULT_PREFIX);
        assertThat(made.keySet()).containsExactlyInAnyOrderElementsOf(topics.all());
        assertThat(made)
                .containsEntry(topics.events(), "4 delete")
                .containsEntry(topics.settings(), "1 compact")
                .hasEntrySatisfying(topics.registry(), how -> assertThat(how).endsWith("compact"));
        int parallelism = (Integer) yaml(Files.readString(Rendered.root().resolve("deploy/flink/config.yaml")))
                .get("parallelism.default");
        assertThat(parallelism).isLessThanOrEqualTo(4);
    }
}
