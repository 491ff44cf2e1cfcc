package io.wardstream.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptionsFileTest {

    @TempDir
    private Path folder;

    private Path file(String yaml) throws IOException {
        return Files.writeString(folder.resolve("options.yaml"), yaml);
    }

    private static Map<String, String> arguments(String... arguments) {
        return OptionsFile.fromArguments("test job", arguments);
    }

    @Test
    void joinsNestedKeysWithDotsAndListsWithSemicolons() throws Exception {
        Path file = file("""
                kafka:
                  bootstrap-servers: a:9092
                kafka.topic-prefix: w.
                ingest:
                  wards: [icu, surgery]
                mqtt: {port: 1884}
                flink:
                  parallelism.default: 2
                empty:
                """);
        assertThat(OptionsFile.read(file))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "kafka.bootstrap-servers", "a:9092",
                        "kafka.topic-prefix", "w.",
                        "ingest.wards", "icu;surgery",
                        "mqtt.port", "1884",
                        "flink.parallelism.default", "2"));
    }

    @Test
    void letsTheCommandLineWinOverTheFileWhereverItStands() throws Exception {
        String file = file("a: 1\nb: 2\n").toString();
        assertThat(arguments("-Da=9", "--config", file)).isEqualTo(Map.of("a", "9", "b", "2"));
        assertThat(arguments("--config", file, "-Da=9")).isEqualTo(Map.of("a", "9", "b", "2"));
    }

    @Test
    void takesEverythingBehindTheFirstEqualsSignForTheValue() {
        assertThat(arguments("-Durl=jdbc:x?a=b", "-Dempty=")).isEqualTo(Map.of("url", "jdbc:x?a=b", "empty", ""));
    }

    @Test
    void takesAnEmptyFileForNoOptions() throws Exception {
        assertThat(OptionsFile.read(file(""))).isEmpty();
    }

    @Test
    void namesEveryArgumentThatItDoesNotUnderstand() {
        assertThatThrownBy(() -> arguments("--confg", "x", "-Dnothing", "-D=x", "--config"))
                .isInstanceOfSatisfying(
                        InvalidOptionsException.class,
                        e -> assertThat(e.problems())
                                .hasSize(5)
                                .allMatch(problem -> problem.contains("Accepted are --config FILE and -Dkey=value")))
                .hasMessageStartingWith("test job: ");
    }

    @Test
    void saysThatTheFileIsNotThere() {
        assertThatThrownBy(() ->
                        arguments("--config", folder.resolve("nowhere.yaml").toString()))
                .isInstanceOf(InvalidOptionsException.class)
                .hasMessageContaining("there is no file")
                .hasMessageContaining("nowhere.yaml");
    }

    @Test
    void saysThatTheFileIsNotYaml() throws Exception {
        String file = file("a: [1, 2\nb: }").toString();
        assertThatThrownBy(() -> arguments("--config", file))
                .isInstanceOf(InvalidOptionsException.class)
                .hasMessageContaining("is not YAML");
    }

    @Test
    void saysThatTheFileIsNoMapping() throws Exception {
        String file = file("- a\n- b\n").toString();
        assertThatThrownBy(() -> arguments("--config", file))
                .isInstanceOf(InvalidOptionsException.class)
                .hasMessageContaining("must be a mapping of options");
    }
}
