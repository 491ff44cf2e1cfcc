package io.wardstream.connectors.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {

    @TempDir
    Path folder;

    @Test
    void reportsAllProblemsOfAnEndpointTogether() {
        EndpointConfig.Builder builder = EndpointConfig.named("two words")
                .uri("ftp://user:pass@example.org/x#y")
                .timeout(Duration.ZERO)
                .secret(SecretSource.given("whsec_"))
                .secret(SecretSource.file(" "))
                .secret(SecretSource.environment(""))
                .schedule(new RetrySchedule(List.of(0L), 10, 5, 1.0, -1, 0));

        assertThat(builder.problems())
                .hasSize(13)
                .anyMatch(problem -> problem.contains("name must be"))
                .anyMatch(problem -> problem.contains("https:// or http://"))
                .anyMatch(problem -> problem.contains("user or password"))
                .anyMatch(problem -> problem.contains("fragment"))
                .anyMatch(problem -> problem.contains("this one holds 0"))
                .anyMatch(problem -> problem.contains("secret file"))
                .anyMatch(problem -> problem.contains("environment variable"))
                .anyMatch(problem -> problem.contains("timeout"))
                .anyMatch(problem -> problem.contains("every retry delay"))
                .anyMatch(problem -> problem.contains("longest retry delay"))
                .anyMatch(problem -> problem.contains("jitter"))
                .anyMatch(problem -> problem.contains("limit on attempts"))
                .anyMatch(problem -> problem.contains("limit on age"));
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name must be")
                .hasMessageContaining("limit on age")
                .hasMessageNotContaining("pass@");
    }

    @Test
    void wantsAUriAndASecret() {
        assertThat(EndpointConfig.named("a").problems())
                .containsExactly("a URI is needed", "at least one secret is needed");
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.org/hook, true",
        "https://example.org:8443/hook?x=1, true",
        "http://localhost:8080/, true",
        "http://127.0.0.1:1/, true",
        "http://[::1]:1/, true",
        "http://example.org/, false",
        "http://127.evil.example.org/, false",
        "https:///nohost, false",
        "/relative, false",
        "https://example.org:0/, false",
        "https://example.org:70000/, false",
        "not a uri, false"
    })
    void acceptsHttpsAndPlainHttpToThisMachineOnly(String uri, boolean accepted) {
        assertThat(Messages.endpoint("a").uri(uri).problems().isEmpty()).isEqualTo(accepted);
    }

    @Test
    void acceptsPlainHttpWhereItIsAllowed() {
        assertThat(Messages.endpoint("a")
                        .uri("http://inbox:8080/")
                        .allowPlainHttp()
                        .problems())
                .isEmpty();
    }

    @Test
    void neverRepeatsWhatAMalformedUriHolds() {
        assertThat(Messages.endpoint("a").uri("https://u:secretword@ex ample/").problems())
                .noneMatch(problem -> problem.contains("secretword"));
    }

    @Test
    void readsSecretsFromAFileWhenTheyAreNeededAndNotBefore() throws Exception {
        Path file = folder.resolve("secrets");
        EndpointConfig config = EndpointConfig.named("a")
                .uri("https://example.org/")
                .secret(SecretSource.file(file.toString()))
                .build();
        assertThatThrownBy(config::readSecrets)
                .hasMessageContaining("endpoint a")
                .hasMessageContaining("cannot be read");

        Files.writeString(file, "# newest first\n" + Messages.SECRET + "\n\n  " + Messages.OTHER_SECRET + "  \n");
        assertThat(config.readSecrets()).hasSize(2);

        Files.writeString(file, "# nothing\n");
        assertThatThrownBy(config::readSecrets).hasMessageContaining("holds no secret");
        Files.writeString(file, "whsec_Zm9vYmFyZm9v\n");
        assertThatThrownBy(config::readSecrets)
                .hasMessageContaining("24 to 64 bytes")
                .hasMessageNotContaining("Zm9v");
    }

    @Test
    void saysWhichEnvironmentVariableHoldsNoSecret() {
        assertThatThrownBy(() ->
                        SecretSource.environment("WARDSTREAM_NO_SUCH_VARIABLE").read())
                .hasMessageContaining("WARDSTREAM_NO_SUCH_VARIABLE");
    }

    @Test
    void carriesNoSecretFromAFileInItsSerializedForm() throws Exception {
        Path file = Files.writeString(folder.resolve("secrets"), Messages.SECRET);
        EndpointConfig config = EndpointConfig.named("a")
                .uri("https://example.org/")
                .secret(SecretSource.file(file.toString()))
                .build();
        config.readSecrets();
        byte[] bytes = InstantiationUtil.serializeObject(config);
        assertThat(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1))
                .contains("secrets")
                .doesNotContain(Messages.SECRET.substring(6));
        EndpointConfig copy =
                InstantiationUtil.deserializeObject(bytes, getClass().getClassLoader());
        assertThat(copy.readSecrets()).hasSize(1);
    }

    @Test
    void printsNeitherSecretsNorBodies() {
        String inside = Messages.SECRET.substring("whsec_".length());
        assertThat(Messages.endpoint("a").build().toString())
                .contains("redacted")
                .doesNotContain(inside);
        assertThat(Messages.message("a", "key", 1).toString())
                .doesNotContain("{")
                .contains("key-1");
    }

    @Test
    void reportsAllProblemsOfADeliveryTogether() {
        WebhookDelivery.Builder builder = WebhookDelivery.builder()
                .endpoint(Messages.endpoint("a").build())
                .endpoint(Messages.endpoint("a").build())
                .maxInFlightPerEndpoint(0)
                .retention(Duration.ZERO);
        assertThat(builder.problems()).hasSize(3);
        assertThatThrownBy(builder::build)
                .hasMessageContaining("given twice")
                .hasMessageContaining("in flight")
                .hasMessageContaining("retention");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1000",
        "2, 2000",
        "3, 4000",
        "4, 8000",
        "5, 15000",
        "6, 30000",
        "7, 60000",
        "8, 120000",
        "9, 240000",
        "10, 480000",
        "11, 900000",
        "12, 900000",
        "1000000, 900000"
    })
    void waitsAsTheStandardScheduleSays(int failedAttempts, long expectedMs) {
        assertThat(RetrySchedule.standard().delayMs(failedAttempts, 0.5)).isEqualTo(expectedMs);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0, 0.25, 0.999999})
    void spreadsAWaitByAFifth(double random) {
        assertThat(RetrySchedule.standard().delayMs(1, random))
                .isBetween(800L, 1_200L)
                .isEqualTo(Math.round(1_000 * (0.8 + 0.4 * random)));
    }
}
