package io.wardstream.connectors.webhook.internal;

import static io.wardstream.connectors.webhook.DeliveryOutcome.DEAD;
import static io.wardstream.connectors.webhook.DeliveryOutcome.DELIVERED;
import static io.wardstream.connectors.webhook.DeliveryOutcome.WILL_RETRY;
import static io.wardstream.connectors.webhook.Messages.message;
import static io.wardstream.connectors.webhook.internal.DeliveryHarness.only;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.wardstream.connectors.webhook.DeliveryReport;
import io.wardstream.connectors.webhook.EndpointConfig;
import io.wardstream.connectors.webhook.Messages;
import io.wardstream.connectors.webhook.RetrySchedule;
import io.wardstream.connectors.webhook.SecretSource;
import io.wardstream.connectors.webhook.WebhookMessage;
import io.wardstream.connectors.webhook.WebhookSecret;
import io.wardstream.connectors.webhook.WebhookVerifier;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.junit.jupiter.api.Test;

/** How one message is sent, and what is reported of it. */
class WebhookDeliveryOperatorTest {

    private static final EndpointConfig A = Messages.endpoint("a").build();
    private static final EndpointConfig B = Messages.endpoint("b").build();

    @Test
    void sendsASignedRequestAndReportsThatItWasTaken() throws Exception {
        try (DeliveryHarness flow = DeliveryHarness.open(A)) {
            WebhookMessage message = message("a", "order", 1);
            flow.send(message);

            OutgoingRequest request = only(flow.http.started()).request;
            assertThat(request.uri()).isEqualTo(A.uri());
            assertThat(request.timeoutMs()).isEqualTo(3_000);
            assertThat(new String(request.body(), UTF_8)).isEqualTo(message.body());
            assertThat(request.headers())
                    .containsEntry("Content-Type", "application/json")
                    .containsEntry("webhook-id", "order-1")
                    .containsEntry("webhook-timestamp", Long.toString(DeliveryHarness.START / 1_000));
            assertThat(verdict(request, DeliveryHarness.START)).isEqualTo(WebhookVerifier.Verdict.VALID);
            assertThat(flow.reports()).isEmpty();
        }
    }

    @Test
    void touchesNothingBeforeTheTaskThreadReadsItsMail() throws Exception {
        try (DeliveryHarness flow = DeliveryHarness.open(A)) {
            flow.send(message("a", "order", 1));
            FakeTransport.Attempt attempt = only(flow.http.started());
            Thread httpThread = new Thread(() -> attempt.answer(204));
            httpThread.start();
            httpThread.join();

            assertThat(flow.reports()).isEmpty();
            flow.at(40);
            flow.runMails();
            assertThat(flow.reports())
                    .containsExactly(new DeliveryReport(
                            "order-1", "order", 1, "a", 1, DELIVERED, 204, null, DeliveryHarness.START + 40));
        }
    }

    @Test
    void triesAgainAfterTheWaitOfTheScheduleWithTheSameIdAndANewTimestamp() throws Exception {
        try (DeliveryHarness flow = DeliveryHarness.open(A)) {
            flow.send(message("a", "order", 1));
            only(flow.http.started()).answer(500);
            flow.runMails();
            assertThat(flow.reports())
                    .containsExactly(new DeliveryReport(
                            "order-1", "order", 1, "a", 1, WILL_RETRY, 500, "HTTP 500", DeliveryHarness.START));

            flow.at(999);
            assertThat(flow.http.started()).isEmpty();
            flow.at(1_000);
            FakeTransport.Attempt second = only(flow.http.started());
            assertThat(second.id()).isEqualTo("order-1");
            assertThat(verdict(second.request, DeliveryHarness.START + 1_000)).isEqualTo(WebhookVerifier.Verdict.VALID);
            assertThat(second.request.headers())
                    .containsEntry("webhook-timestamp", Long.toString(DeliveryHarness.START / 1_000 + 1));

            second.fail(AttemptFailure.TIMEOUT);
            flow.runMails();
            assertThat(flow.reports())
                    .extracting(DeliveryReport::attempt, DeliveryReport::status, DeliveryReport::detail)
                    .containsExactly(tuple(2, null, "no answer in time"));
            flow.at(2_999);
            assertThat(flow.http.started()).isEmpty();
            flow.at(3_000);
            only(flow.http.started()).answer(200);
            flow.runMails();
            assertThat(flow.reports())
                    .extracting(DeliveryReport::attempt, DeliveryReport::outcome)
                    .containsExactly(tuple(3, DELIVERED));
        }
    }

    @Test
    void waitsAsLongAsTheEndpointAsks() throws Exception {
        try (DeliveryHarness flow = DeliveryHarness.open(A)) {
            flow.send(message("a", "order", 1));
            only(flow.http.started()).answer(429, 7_000);
            flow.runMails();
            flow.at(6_999);
            assertThat(flow.http.started()).isEmpty();
            flow.at(7_000);
            assertThat(flow.http.started()).hasSize(1);
        }
    }

    @Test
    void givesUpWhenTheScheduleIsUsedUpAndSendsTheNext() throws Exception {
        EndpointConfig twice = Messages.endpoint("a")
                .schedule(RetrySchedule.standard().withJitter(0).withMaxAttempts(2))
                .build();
        try (DeliveryHarness flow = DeliveryHarness.open(twice)) {
            flow.send(message("a", "order", 1), message("a", "order", 2));
            only(flow.http.started()).answer(500);
            flow.runMails();
            flow.at(1_000);
            only(flow.http.started()).answer(500);
            flow.runMails();
            assertThat(flow.reports())
                    .extracting(DeliveryReport::sequence, DeliveryReport::attempt, DeliveryReport::outcome)
                    .containsExactly(tuple(1L, 1, WILL_RETRY), tuple(1L, 2, DEAD));
            assertThat(only(flow.http.started()).id()).isEqualTo("order-2");
        }
    }

    @Test
    void isDeadAtOnceWhenTheEndpointIsGone() throws Exception {
        try (DeliveryHarness flow = DeliveryHarness.open(A)) {
            flow.send(message("a", "order", 1));
            only(flow.http.started()).answer(410);
            flow.runMails();
            assertThat(flow.reports())
                    .extracting(DeliveryReport::outcome, DeliveryReport::status)
                    .containsExactly(tuple(DEAD, 410));
            flow.at(DeliveryHarness.RETENTION_MS * 2);
            assertThat(flow.http.started()).isEmpty();
        }
    }

    @Test
    void reportsAMessageThatCannotBeSent() throws Exception {
        try (DeliveryHarness flow = DeliveryHarness.open(A)) {
            flow.send(new WebhookMessage("two words", "order", 1, "a", "text/plain", "x"));
            assertThat(flow.http.started()).isEmpty();
            assertThat(flow.reports())
                    .extracting(DeliveryReport::messageId, DeliveryReport::attempt, DeliveryReport::outcome)
                    .containsExactly(tuple("two words", 0, DEAD));
        }
    }

    @Test
    void keepsAndRetriesMessagesForAnEndpointThatIsNotConfigured() throws Exception {
        OperatorSubtaskState state;
        try (DeliveryHarness flow = DeliveryHarness.open(A)) {
            flow.send(message("b", "order", 1));
            flow.runMails();
            assertThat(flow.reports())
                    .extracting(DeliveryReport::outcome, DeliveryReport::detail)
                    .containsExactly(tuple(WILL_RETRY, "no endpoint of this name is configured"));
            state = flow.snapshot();
        }
        try (DeliveryHarness flow =
                DeliveryHarness.restore(state, DeliveryHarness.START + 60_000, new HashMapStateBackend(), A, B)) {
            assertThat(only(flow.http.started()).request.uri()).isEqualTo(B.uri());
        }
    }

    @Test
    void treatsATransportThatBreaksItsPromiseAsAFailedAttempt() throws Exception {
        try (DeliveryHarness flow = DeliveryHarness.open(A)) {
            flow.send(message("a", "order", 1));
            only(flow.http.started()).breakWith(new IllegalStateException("boom"));
            flow.runMails();
            assertThat(flow.reports())
                    .extracting(DeliveryReport::outcome, DeliveryReport::detail)
                    .containsExactly(tuple(WILL_RETRY, "the connection broke"));
        }
    }

    @Test
    void signsWithEverySecretOfTheEndpoint() throws Exception {
        EndpointConfig rotating = Messages.endpoint("a")
                .secret(SecretSource.given(Messages.OTHER_SECRET))
                .build();
        try (DeliveryHarness flow = DeliveryHarness.open(rotating)) {
            flow.send(message("a", "order", 1));
            assertThat(only(flow.http.started())
                            .request
                            .headers()
                            .get("webhook-signature")
                            .split(" "))
                    .hasSize(2);
        }
    }

    private static WebhookVerifier.Verdict verdict(OutgoingRequest request, long nowMs) {
        return new WebhookVerifier(List.of(WebhookSecret.parse(Messages.SECRET)))
                .verify(
                        request.headers().get("webhook-id"),
                        request.headers().get("webhook-timestamp"),
                        request.headers().get("webhook-signature"),
                        request.body(),
                        nowMs);
    }
}
