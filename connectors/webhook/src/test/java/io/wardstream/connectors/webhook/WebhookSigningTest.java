package io.wardstream.connectors.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.wardstream.connectors.webhook.WebhookVerifier.Verdict;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSigningTest {

    private static final String ID = "msg_1";
    private static final long NOW_S = 1_700_000_000L;
    private static final long NOW_MS = NOW_S * 1_000;
    private static final byte[] BODY = "{\"a\":1}".getBytes(UTF_8);
    private static final List<WebhookSecret> ONE = List.of(WebhookSecret.parse(Messages.SECRET));
    private static final List<WebhookSecret> OTHER = List.of(WebhookSecret.parse(Messages.OTHER_SECRET));

    private final WebhookSigner signer = new WebhookSigner(ONE);
    private final WebhookVerifier verifier = new WebhookVerifier(ONE);

    @Test
    void agreesWithThePublishedVectors() throws Exception {
        JsonNode vectors = new ObjectMapper()
                .readTree(SharedData.require("standard_webhooks/vectors.json").toFile());
        assertThat(vectors.get("positive")).isNotEmpty();
        for (JsonNode vector : vectors.get("positive")) {
            List<WebhookSecret> secrets =
                    List.of(WebhookSecret.parse(vector.get("secret").textValue()));
            String id = vector.get("webhook-id").textValue();
            long timestamp = vector.get("webhook-timestamp").longValue();
            byte[] body = vector.get("payload").textValue().getBytes(UTF_8);
            String signature = vector.get("webhook-signature").textValue();

            assertThat(new WebhookSigner(secrets).sign(id, timestamp, body)).isEqualTo(signature);
            assertThat(new WebhookVerifier(secrets)
                            .verify(id, Long.toString(timestamp), signature, body, timestamp * 1_000))
                    .isEqualTo(Verdict.VALID);
        }
    }

    @Test
    void signsWhatTheReferenceLibraryAcceptsAndAcceptsWhatItSigns() throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            byte[] key = new byte[24 + random.nextInt(41)];
            random.nextBytes(key);
            String secret = "whsec_" + Base64.getEncoder().encodeToString(key);
            String id = "msg_" + Long.toString(random.nextLong() & Long.MAX_VALUE, 36);
            String body = "ø漢😀".substring(0, 1) + random.nextInt() + "\n\"x\"";
            // The library has the machine's clock inside.
            long timestamp = System.currentTimeMillis() / 1_000;
            List<WebhookSecret> secrets = List.of(WebhookSecret.parse(secret));
            Webhook reference = new Webhook(secret);

            String ours = new WebhookSigner(secrets).sign(id, timestamp, body.getBytes(UTF_8));
            String theirs = reference.sign(id, timestamp, body);

            assertThat(ours).isEqualTo(theirs);
            reference.verify(body, headers(id, timestamp, ours));
            assertThat(new WebhookVerifier(secrets)
                            .verify(id, Long.toString(timestamp), theirs, body.getBytes(UTF_8), timestamp * 1_000))
                    .isEqualTo(Verdict.VALID);
        }
    }

    @Test
    void refusesWhatTheReferenceLibraryRefuses() throws Exception {
        Webhook reference = new Webhook(Messages.SECRET);
        long timestamp = System.currentTimeMillis() / 1_000;
        String body = new String(BODY, UTF_8);
        String good = signer.sign(ID, timestamp, BODY);
        String foreign = new WebhookSigner(OTHER).sign(ID, timestamp, BODY);
        for (String bad :
                List.of(foreign, "v1,dawfeoifkpqwoekfpqoekf", "v1,", good.replace("v1,", "v2,"), "x " + foreign)) {
            assertThatThrownBy(() -> reference.verify(body, headers(ID, timestamp, bad)))
                    .isInstanceOf(WebhookVerificationException.class);
            assertThat(verifier.verify(ID, Long.toString(timestamp), bad, BODY, timestamp * 1_000))
                    .as(bad)
                    .isEqualTo(Verdict.NO_MATCH);
        }
        for (String mixed : List.of(foreign + " " + good, "v2,abc " + good, good + " v1,!!")) {
            assertThatCode(() -> reference.verify(body, headers(ID, timestamp, mixed)))
                    .doesNotThrowAnyException();
            assertThat(verifier.verify(ID, Long.toString(timestamp), mixed, BODY, timestamp * 1_000))
                    .as(mixed)
                    .isEqualTo(Verdict.VALID);
        }
    }

    @Test
    void signsOnceForEachSecretSoThatReceiversCanRotate() {
        WebhookSigner rotating = new WebhookSigner(List.of(OTHER.get(0), ONE.get(0)));
        String signatures = rotating.sign(ID, NOW_S, BODY);
        assertThat(signatures.split(" "))
                .containsExactly(new WebhookSigner(OTHER).sign(ID, NOW_S, BODY), signer.sign(ID, NOW_S, BODY));
        assertThat(verifier.verify(ID, text(NOW_S), signatures, BODY, NOW_MS)).isEqualTo(Verdict.VALID);
        assertThat(new WebhookVerifier(OTHER).verify(ID, text(NOW_S), signatures, BODY, NOW_MS))
                .isEqualTo(Verdict.VALID);
    }

    @ParameterizedTest
    @CsvSource({"-300, VALID", "-301, TOO_OLD", "300, VALID", "301, TOO_NEW", "0, VALID"})
    void acceptsFiveMinutesBothWays(long offsetS, Verdict expected) {
        long timestamp = NOW_S + offsetS;
        String signature = signer.sign(ID, timestamp, BODY);
        assertThat(verifier.verify(ID, text(timestamp), signature, BODY, NOW_MS))
                .isEqualTo(expected);
    }

    @Test
    void refusesRequestsWithAMissingPart() {
        String signature = signer.sign(ID, NOW_S, BODY);
        assertThat(verifier.verify(null, text(NOW_S), signature, BODY, NOW_MS)).isEqualTo(Verdict.MISSING_HEADER);
        assertThat(verifier.verify("", text(NOW_S), signature, BODY, NOW_MS)).isEqualTo(Verdict.MISSING_HEADER);
        assertThat(verifier.verify(ID, null, signature, BODY, NOW_MS)).isEqualTo(Verdict.MISSING_HEADER);
        assertThat(verifier.verify(ID, text(NOW_S), null, BODY, NOW_MS)).isEqualTo(Verdict.MISSING_HEADER);
        assertThat(verifier.verify(ID, text(NOW_S), " ", BODY, NOW_MS)).isEqualTo(Verdict.MISSING_HEADER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "1.7e9", "99999999999999999999", "1700000000 "})
    void refusesTimestampsThatAreNotWholeSeconds(String timestamp) {
        assertThat(verifier.verify(ID, timestamp, signer.sign(ID, NOW_S, BODY), BODY, NOW_MS))
                .isEqualTo(Verdict.BAD_TIMESTAMP);
    }

    @ParameterizedTest
    @CsvSource({"9223372036854775807, TOO_NEW", "-9223372036854775808, TOO_OLD", "01700000000, NO_MATCH"})
    void refusesTimestampsThatWereNotSigned(String timestamp, Verdict expected) {
        assertThat(verifier.verify(ID, timestamp, signer.sign(ID, NOW_S, BODY), BODY, NOW_MS))
                .isEqualTo(expected);
    }

    @Test
    void refusesAnotherIdOrBody() {
        String signature = signer.sign(ID, NOW_S, BODY);
        assertThat(verifier.verify("msg_2", text(NOW_S), signature, BODY, NOW_MS))
                .isEqualTo(Verdict.NO_MATCH);
        assertThat(verifier.verify(ID, text(NOW_S), signature, "{\"a\":2}".getBytes(UTF_8), NOW_MS))
                .isEqualTo(Verdict.NO_MATCH);
    }

    @Test
    void looksAtNoMoreThanSixteenSignatures() {
        String good = signer.sign(ID, NOW_S, BODY);
        assertThat(verifier.verify(ID, text(NOW_S), "v1,AAAA ".repeat(15) + good, BODY, NOW_MS))
                .isEqualTo(Verdict.VALID);
        assertThat(verifier.verify(ID, text(NOW_S), "v1,AAAA ".repeat(16) + good, BODY, NOW_MS))
                .isEqualTo(Verdict.NO_MATCH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "whsec_",
                "",
                "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "whsec_not base64 at all!!",
                "whsec_c2hvcnQ=",
                "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "WHSEC_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
            })
    void refusesSecretsOfAnotherForm(String text) {
        assertThatThrownBy(() -> WebhookSecret.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesSecretsOfMoreThan64Bytes() {
        assertThat(WebhookSecret.parse("whsec_" + Base64.getEncoder().encodeToString(new byte[64])))
                .isNotNull();
        assertThatThrownBy(
                        () -> WebhookSecret.parse("whsec_" + Base64.getEncoder().encodeToString(new byte[65])))
                .hasMessageContaining("65");
    }

    @Test
    void neverRepeatsASecret() {
        String inside = Messages.SECRET.substring("whsec_".length());
        assertThat(WebhookSecret.parse(Messages.SECRET).toString()).doesNotContain(inside);
        assertThat(SecretSource.given(Messages.SECRET).toString()).doesNotContain(inside);
        assertThatThrownBy(() -> WebhookSecret.parse("whsec_Zm9vYmFy%"))
                .hasMessageNotContaining("Zm9v")
                .hasMessageNotContaining("%")
                .hasNoCause();
    }

    private static String text(long number) {
        return Long.toString(number);
    }

    private static Map<String, List<String>> headers(String id, long timestamp, String signature) {
        return Map.of(
                "webhook-id", List.of(id),
                "webhook-timestamp", List.of(Long.toString(timestamp)),
                "webhook-signature", List.of(signature));
    }
}
