package io.wardstream.local.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.connectors.webhook.WebhookSecret;
import io.wardstream.connectors.webhook.WebhookSigner;
import io.wardstream.model.AlarmKind;
import io.wardstream.model.AlarmNotice;
import io.wardstream.model.AlarmPhase;
import io.wardstream.model.Priority;
import io.wardstream.model.wire.WireFormat;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InboxIT {

    private static final String SECRET = "whsec_"
            + Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8));

    @TempDir
    Path dir;

    private final HttpClient http = HttpClient.newHttpClient();
    private Inbox inbox;

    @BeforeEach
    void open() throws Exception {
        Files.writeString(dir.resolve("secret"), SECRET + "\n");
        inbox = Inbox.start(dir.resolve("inbox.jsonl"), dir.resolve("secret"), 0);
    }

    @AfterEach
    void close() throws Exception {
        inbox.close();
    }

    private static byte[] notice(String title) {
        return WireFormat.of(AlarmNotice.class)
                .write(new AlarmNotice(
                        1,
                        "a-1",
                        0,
                        AlarmPhase.RAISED,
                        Priority.HIGH,
                        AlarmKind.PHYSIOLOGICAL,
                        "News2High",
                        title,
                        "east",
                        "e01",
                        "P-1",
                        null,
                        null,
                        0,
                        0,
                        0,
                        8.0,
                        7.0,
                        "{score}",
                        null,
                        null));
    }

    private int post(String id, byte[] body, String secret) throws Exception {
        long seconds = System.currentTimeMillis() / 1000;
        String signature = new WebhookSigner(List.of(WebhookSecret.parse(secret))).sign(id, seconds, body);
        return http.send(
                        HttpRequest.newBuilder(inbox.endpoint())
                                .header("webhook-id", id)
                                .header("webhook-timestamp", String.valueOf(seconds))
                                .header("webhook-signature", signature)
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private HttpResponse<String> get(URI uri) throws Exception {
        return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void takesASignedNoticeOnceAndKeepsIt() throws Exception {
        assertThat(post("a-1.0", notice("NEWS2"), SECRET)).isEqualTo(204);
        assertThat(post("a-1.0", notice("NEWS2"), SECRET)).isEqualTo(204);
        assertThat(inbox.repeated()).isEqualTo(1);
        inbox.close();
        inbox = Inbox.start(dir.resolve("inbox.jsonl"), dir.resolve("secret"), 0);
        assertThat(inbox.has("a-1.0")).isTrue();
        assertThat(post("a-1.0", notice("NEWS2"), SECRET)).isEqualTo(204);
        assertThat(Inbox.read(dir.resolve("inbox.jsonl"))).hasSize(1);
    }

    @Test
    void refusesWhatIsNotSignedWithItsSecret() throws Exception {
        String other = "whsec_"
                + Base64.getEncoder()
                        .encodeToString("fedcba9876543210fedcba9876543210".getBytes(StandardCharsets.UTF_8));
        assertThat(post("a-1.0", notice("NEWS2"), other)).isEqualTo(401);
        assertThat(inbox.has("a-1.0")).isFalse();
        assertThat(post("a-1.0", "not a notice".getBytes(StandardCharsets.UTF_8), SECRET))
                .isEqualTo(400);
        assertThat(inbox.has("a-1.0")).isFalse();
    }

    @Test
    void goesOnAfterALineThatWasNeverFinished() throws Exception {
        assertThat(post("a-1.0", notice("NEWS2"), SECRET)).isEqualTo(204);
        inbox.close();
        Files.writeString(dir.resolve("inbox.jsonl"), "{\"id\":\"a-2", StandardOpenOption.APPEND);
        inbox = Inbox.start(dir.resolve("inbox.jsonl"), dir.resolve("secret"), 0);
        assertThat(post("a-3.0", notice("NEWS2"), SECRET)).isEqualTo(204);
        assertThat(Inbox.read(dir.resolve("inbox.jsonl")))
                .extracting(InboxEntry::id)
                .containsExactly("a-1.0", "a-3.0");
    }

    @Test
    void showsWhatItTookWithoutTrustingIt() throws Exception {
        assertThat(get(inbox.page()).body()).contains("Nothing yet");
        assertThat(post("a-1.0", notice("<script>alert(1)</script>"), SECRET)).isEqualTo(204);
        HttpResponse<String> page = get(inbox.page());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "east / e01", "8.0 {score} (limit 7.0)")
                .doesNotContain("<script>");
        assertThat(get(inbox.page().resolve("/other")).statusCode()).isEqualTo(404);
        assertThat(get(inbox.endpoint()).statusCode()).isEqualTo(405);
    }
}
