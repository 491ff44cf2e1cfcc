package io.wardstream.connectors.webhook.internal;

import static io.wardstream.connectors.webhook.DeliveryOutcome.DEAD;
import static io.wardstream.connectors.webhook.DeliveryOutcome.DELIVERED;
import static io.wardstream.connectors.webhook.DeliveryOutcome.SUPERSEDED;
import static io.wardstream.connectors.webhook.DeliveryOutcome.WILL_RETRY;
import static io.wardstream.connectors.webhook.Messages.message;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.wardstream.connectors.webhook.DeliveryReport;
import io.wardstream.connectors.webhook.EndpointConfig;
import io.wardstream.connectors.webhook.Messages;
import io.wardstream.connectors.webhook.RetrySchedule;
import io.wardstream.connectors.webhook.SecretSource;
import io.wardstream.connectors.webhook.WebhookMessage;
import io.wardstream.connectors.webhook.WebhookSecret;
import io.wardstream.connectors.webhook.WebhookVerifier;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WebhookDeliveryOperatorTest {

    private static final EndpointConfig A = Messages.endpoint("a").build();
    private static final EndpointConfig B = Messages.endpoint("b").build();

    static Stream<StateBackend> backends() {
        return Stream.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend());
    }

    // --- one message ---

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

    // --- order ---

    @Test
    void sendsOneOrderKeyOneAtATimeInTheOrderOfItsSequence() throws Exception {
        try (DeliveryHarness flow = DeliveryHarness.open(A)) {
            flow.send(message("a", "order", 10), message("a", "order", 30), message("a", "order", 20));
            List<String> order = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                FakeTransport.Attempt attempt = only(flow.http.started());
                order.add(attempt.id());
                attempt.answer(200);
                flow.runMails();
            }
            assertThat(order).containsExactly("order-10", "order-20", "order-30");
            assertThat(flow.http.started()).isEmpty();
        }
    }

    @Test
    void keepsNegativeAndHugeSequencesInOrderOnEveryBackend() throws Exception {
        for (StateBackend backend : backends().toList()) {
            try (DeliveryHarness flow = DeliveryHarness.open(backend, A)) {
                flow.send(message("a", "order", Long.MIN_VALUE));
                flow.send(message("a", "order", Long.MAX_VALUE), message("a", "order", 0), message("a", "order", -1));
                List<Long> order = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    only(flow.http.started()).answer(200);
                    flow.runMails();
                    order.add(only(flow.reports()).sequence());
                }
                assertThat(order).containsExactly(Long.MIN_VALUE, -1L, 0L, Long.MAX_VALUE);
            }
        }
    }

    @Test
    void keepsLaterSequencesBackWhileAnEarlierOneIsRetried() throws Exception {
        try (DeliveryHarness flow = DeliveryHarness.open(A)) {
            flow.send(message("a", "order", 1));
            only(flow.http.started()).answer(500);
            flow.runMails();
            flow.send(message("a", "order", 2));
            flow.at(500);
            assertThat(flow.http.started()).isEmpty();
            flow.at(1_000);
            assertThat(only(flow.http.started()).id()).isEqualTo("order-1");
        }
    }

    @Test
    void sendsAnEarlierSequenceFirstIfItArrivesWhileTheLaterWaits() throws Exception {
        try (DeliveryHarness flow = DeliveryHarness.open(A)) {
            flow.send(message("a", "order", 2));
            only(flow.http.started()).answer(500);
            flow.runMails();
            flow.send(message("a", "order", 1));
            FakeTransport.Attempt first = only(flow.http.started());
            assertThat(first.id()).isEqualTo("order-1");
            first.answer(200);
            flow.runMails();
            // The later one keeps its own time.
            assertThat(flow.http.started()).isEmpty();
            flow.at(1_000);
            assertThat(only(flow.http.started()).id()).isEqualTo("order-2");
        }
    }

    @Test
    void doesNotSendOldNewsOnceALaterSequenceIsDelivered() throws Exception {
        try (DeliveryHarness flow = DeliveryHarness.open(A)) {
            flow.send(message("a", "order", 5));
            only(flow.http.started()).answer(200);
            flow.runMails();
            flow.reports();

            flow.send(message("a", "order", 3), message("a", "order", 3));
            assertThat(flow.http.started()).isEmpty();
            assertThat(flow.reports())
                    .extracting(DeliveryReport::sequence, DeliveryReport::attempt, DeliveryReport::outcome)
                    .containsExactly(tuple(3L, 0, SUPERSEDED));
        }
    }

    @Test
    void supersedesWhatArrivedWhileTheLaterSequenceWasUnderWay() throws Exception {
        try (DeliveryHarness flow = DeliveryHarness.open(A)) {
            flow.send(message("a", "order", 5));
            flow.send(message("a", "order", 3), message("a", "order", 4), message("a", "order", 6));
            only(flow.http.started()).answer(200);
            flow.runMails();
            assertThat(flow.reports())
                    .extracting(DeliveryReport::sequence, DeliveryReport::outcome)
                    .containsExactly(tuple(5L, DELIVERED), tuple(3L, SUPERSEDED), tuple(4L, SUPERSEDED));
            assertThat(only(flow.http.started()).id()).isEqualTo("order-6");
        }
    }

    @Test
    void sendsTheEarlierFirstIfTheLaterFailedWhileItArrived() throws Exception {
        try (DeliveryHarness flow = DeliveryHarness.open(A)) {
            flow.send(message("a", "order", 5), message("a", "order", 3));
            only(flow.http.started()).answer(500);
            flow.runMails();
            assertThat(only(flow.http.started()).id()).isEqualTo("order-3");
        }
    }

    // --- replays ---

    @Test
    void ignoresReplaysOfPendingDeliveredAndDeadMessages() throws Exception {
        try (DeliveryHarness flow = DeliveryHarness.open(A)) {
            flow.send(message("a", "pending", 1), message("a", "pending", 1));
            only(flow.http.started()).answer(200);
            flow.send(message("a", "pending", 1));
            flow.runMails();
            flow.send(message("a", "pending", 1));

            flow.send(message("a", "dead", 1));
            only(flow.http.started()).answer(410);
            flow.runMails();
            flow.send(message("a", "dead", 1));

            assertThat(flow.http.started()).isEmpty();
            assertThat(flow.reports())
                    .extracting(DeliveryReport::orderKey, DeliveryReport::outcome)
                    .containsExactly(tuple("pending", DELIVERED), tuple("dead", DEAD));
        }
    }

    @Test
    void doesNotCallAReplayOfADeliveredMessageSuperseded() throws Exception {
        try (DeliveryHarness flow = DeliveryHarness.open(A)) {
            for (int sequence = 1; sequence <= 2; sequence++) {
                flow.send(message("a", "order", sequence));
                only(flow.http.started()).answer(200);
                flow.runMails();
            }
            flow.reports();
            flow.send(message("a", "order", 1), message("a", "order", 2));
            assertThat(flow.reports()).isEmpty();
            assertThat(flow.http.started()).isEmpty();
        }
    }

    @Test
    void reportsAMessageWhoseSequenceBelongsToAnother() throws Exception {
        try (DeliveryHarness flow = DeliveryHarness.open(A)) {
            WebhookMessage impostor = new WebhookMessage("impostor", "order", 1, "a", "text/plain", "x");
            flow.send(message("a", "order", 1), impostor);
            assertThat(flow.reports())
                    .extracting(DeliveryReport::messageId, DeliveryReport::outcome)
                    .containsExactly(tuple("impostor", DEAD));
            only(flow.http.started()).answer(200);
            flow.runMails();
            flow.send(impostor);
            assertThat(flow.reports())
                    .extracting(DeliveryReport::messageId, DeliveryReport::outcome)
                    .containsExactly(tuple("order-1", DELIVERED), tuple("impostor", DEAD));
        }
    }

    // --- slots ---

    @Test
    void hasNoMoreAttemptsUnderWayThanSlotsAndServesInOrderOfArrival() throws Exception {
        try (DeliveryHarness flow = DeliveryHarness.open(A)) {
            for (int i = 0; i < 5; i++) {
                flow.send(message("a", "order" + i, 1));
            }
            List<FakeTransport.Attempt> first = flow.http.started();
            assertThat(first).extracting(FakeTransport.Attempt::id).containsExactly("order0-1", "order1-1");
            first.get(1).answer(200);
            flow.runMails();
            assertThat(only(flow.http.started()).id()).isEqualTo("order2-1");
        }
    }

    @Test
    void doesNotLetAnEndpointThatHangsDelayAnother() throws Exception {
        try (DeliveryHarness flow = DeliveryHarness.open(A, B)) {
            for (int i = 0; i < 50; i++) {
                flow.send(message("a", "order" + i, 1));
            }
            assertThat(flow.http.started()).hasSize(DeliveryHarness.SLOTS);
            flow.send(message("b", "order", 1));
            only(flow.http.started()).answer(200);
            flow.runMails();
            assertThat(flow.reports())
                    .extracting(DeliveryReport::endpoint, DeliveryReport::outcome)
                    .containsExactly(tuple("b", DELIVERED));
        }
    }

    @Test
    void doesNotLetANewMessageWaitBehindAllRepetitions() throws Exception {
        try (DeliveryHarness flow = DeliveryHarness.open(A)) {
            for (int i = 0; i < 20; i++) {
                flow.send(message("a", "old" + i, 1));
                only(flow.http.started()).answer(500);
                flow.runMails();
            }
            flow.at(1_000);
            List<FakeTransport.Attempt> hanging = flow.http.started();
            assertThat(hanging).hasSize(DeliveryHarness.SLOTS);
            flow.send(message("a", "new0", 1), message("a", "new1", 1));
            List<String> served = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                hanging.get(0).fail(AttemptFailure.TIMEOUT);
                flow.runMails();
                hanging = flow.http.started();
                served.add(only(hanging).id().substring(0, 3));
            }
            assertThat(served).containsExactly("new", "old", "new", "old");
        }
    }

    // --- restore ---

    @ParameterizedTest
    @MethodSource("backends")
    void sendsWhatWasUnderWayAgainAfterARestoreWithTheSameId(StateBackend backend) throws Exception {
        OperatorSubtaskState state;
        try (DeliveryHarness flow = DeliveryHarness.open(backend, A)) {
            flow.send(message("a", "order", 1), message("a", "order", 2));
            // What is under way fires its own timer's absence: nothing in state says that it was sent.
            flow.at(500);
            state = flow.snapshot();
        }
        try (DeliveryHarness flow = DeliveryHarness.restore(state, DeliveryHarness.START + 700, backend, A)) {
            FakeTransport.Attempt again = only(flow.http.started());
            assertThat(again.id()).isEqualTo("order-1");
            again.answer(200);
            flow.runMails();
            only(flow.http.started()).answer(200);
            flow.runMails();
            assertThat(flow.reports())
                    .extracting(DeliveryReport::sequence, DeliveryReport::attempt, DeliveryReport::outcome)
                    .containsExactly(tuple(1L, 1, DELIVERED), tuple(2L, 1, DELIVERED));
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void keepsAttemptsAndTimesOverARestore(StateBackend backend) throws Exception {
        OperatorSubtaskState state;
        try (DeliveryHarness flow = DeliveryHarness.open(backend, A)) {
            flow.send(message("a", "order", 1));
            only(flow.http.started()).answer(500);
            flow.runMails();
            flow.at(1_000);
            only(flow.http.started()).answer(500);
            flow.runMails();
            state = flow.snapshot();
        }
        try (DeliveryHarness flow = DeliveryHarness.restore(state, DeliveryHarness.START + 2_000, backend, A)) {
            assertThat(flow.http.started()).isEmpty();
            flow.at(2_999);
            assertThat(flow.http.started()).isEmpty();
            flow.at(3_000);
            only(flow.http.started()).answer(200);
            flow.runMails();
            assertThat(only(flow.reports()).attempt()).isEqualTo(3);
        }
    }

    @Test
    void sendsEverythingOverdueAfterARestoreWithinTheSlots() throws Exception {
        OperatorSubtaskState state;
        try (DeliveryHarness flow = DeliveryHarness.open(A)) {
            for (int i = 0; i < 10; i++) {
                flow.send(message("a", "order" + i, 1));
            }
            state = flow.snapshot();
        }
        try (DeliveryHarness flow =
                DeliveryHarness.restore(state, DeliveryHarness.START + 86_000_000, new HashMapStateBackend(), A)) {
            List<String> sent = new ArrayList<>();
            List<FakeTransport.Attempt> started = flow.http.started();
            while (!started.isEmpty()) {
                assertThat(started).hasSizeLessThanOrEqualTo(DeliveryHarness.SLOTS);
                started.forEach(attempt -> sent.add(attempt.id()));
                started.forEach(attempt -> attempt.answer(200));
                flow.runMails();
                started = flow.http.started();
            }
            assertThat(sent).hasSize(10).doesNotHaveDuplicates();
        }
    }

    @Test
    void sharesPendingMessagesOutWhenTheParallelismChanges() throws Exception {
        OperatorSubtaskState state;
        try (DeliveryHarness flow = DeliveryHarness.open(A)) {
            for (int i = 0; i < 30; i++) {
                flow.send(message("a", "order" + i, 1));
            }
            state = flow.snapshot();
        }
        List<String> sent = new ArrayList<>();
        for (int subtask = 0; subtask < 3; subtask++) {
            try (DeliveryHarness flow = DeliveryHarness.restoreSubtask(
                    state, DeliveryHarness.START, new HashMapStateBackend(), 3, subtask, A)) {
                List<FakeTransport.Attempt> started = flow.http.started();
                assertThat(started).isNotEmpty();
                while (!started.isEmpty()) {
                    started.forEach(attempt -> sent.add(attempt.id()));
                    started.forEach(attempt -> attempt.answer(200));
                    flow.runMails();
                    started = flow.http.started();
                }
            }
        }
        assertThat(sent).hasSize(30).doesNotHaveDuplicates();
    }

    @Test
    void remembersOverARestoreWhatWasDelivered() throws Exception {
        OperatorSubtaskState state;
        try (DeliveryHarness flow = DeliveryHarness.open(A)) {
            flow.send(message("a", "order", 2));
            only(flow.http.started()).answer(200);
            flow.runMails();
            state = flow.snapshot();
        }
        try (DeliveryHarness flow =
                DeliveryHarness.restore(state, DeliveryHarness.START + 1_000, new HashMapStateBackend(), A)) {
            flow.send(message("a", "order", 2), message("a", "order", 1));
            assertThat(flow.http.started()).isEmpty();
            assertThat(flow.reports())
                    .extracting(DeliveryReport::sequence, DeliveryReport::outcome)
                    .containsExactly(tuple(1L, SUPERSEDED));
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void doesNotWaitForAClockThatWasSetBack(StateBackend backend) throws Exception {
        OperatorSubtaskState state;
        try (DeliveryHarness flow = DeliveryHarness.open(backend, A)) {
            flow.send(message("a", "order", 1), message("a", "other", 1));
            for (FakeTransport.Attempt attempt : flow.http.started()) {
                attempt.answer(500);
            }
            flow.runMails();
            state = flow.snapshot();
        }
        try (DeliveryHarness flow = DeliveryHarness.restore(state, DeliveryHarness.START - 86_400_000, backend, A)) {
            assertThat(flow.http.started()).hasSize(2);
        }
    }

    // --- the end ---

    @ParameterizedTest
    @MethodSource("backends")
    void forgetsAFinishedMessageAfterTheRetentionAndHasNoStateLeft(StateBackend backend) throws Exception {
        try (DeliveryHarness flow = DeliveryHarness.open(backend, A)) {
            flow.send(message("a", "order", 1), message("a", "order", 2), message("a", "gone", 1));
            for (int status : new int[] {500, 410}) {
                flow.http.started().forEach(attempt -> attempt.answer(status));
                flow.runMails();
                flow.at(2_000);
            }
            while (true) {
                List<FakeTransport.Attempt> started = flow.http.started();
                if (started.isEmpty()) {
                    break;
                }
                started.forEach(attempt -> attempt.answer(200));
                flow.runMails();
            }
            flow.reports();

            flow.at(DeliveryHarness.RETENTION_MS);
            assertThat(flow.keysWithState()).as("two keys, one with two states").isEqualTo(3);
            flow.send(message("a", "order", 2));
            assertThat(flow.http.started()).as("still remembered").isEmpty();

            flow.at(2_000 + DeliveryHarness.RETENTION_MS + DeliveryHarness.RETENTION_MS / 16);
            assertThat(flow.keysWithState()).isZero();
            assertThat(flow.timers()).isZero();
            flow.send(message("a", "order", 1));
            assertThat(flow.http.started()).as("news again").hasSize(1);
        }
    }

    @Test
    void keepsFewTimersForABusyKey() throws Exception {
        try (DeliveryHarness flow = DeliveryHarness.open(A)) {
            for (int sequence = 0; sequence < 500; sequence++) {
                flow.at(sequence * 1_000L);
                flow.send(message("a", "busy", sequence));
                only(flow.http.started()).answer(200);
                flow.runMails();
            }
            assertThat(flow.timers()).isLessThanOrEqualTo(18);
            flow.at(500_000 + 2 * DeliveryHarness.RETENTION_MS);
            assertThat(flow.keysWithState()).isZero();
            assertThat(flow.timers()).isZero();
        }
    }

    @Test
    void keepsPendingMessagesAtTheEndOfTheInputAndWaitsForNothing() throws Exception {
        OperatorSubtaskState state;
        try (DeliveryHarness flow = DeliveryHarness.open(A)) {
            flow.send(message("a", "order", 1));
            FakeTransport.Attempt underWay = only(flow.http.started());
            flow.endInput();
            underWay.answer(200);
            flow.runMails();
            assertThat(flow.reports()).isEmpty();
            state = flow.snapshot();
        }
        try (DeliveryHarness flow =
                DeliveryHarness.restore(state, DeliveryHarness.START, new HashMapStateBackend(), A)) {
            assertThat(only(flow.http.started()).id()).isEqualTo("order-1");
        }
    }

    @Test
    void closesTheTransportAndBearsAnswersAfterwards() throws Exception {
        DeliveryHarness flow = DeliveryHarness.open(A);
        flow.send(message("a", "order", 1));
        FakeTransport.Attempt underWay = only(flow.http.started());
        flow.close();
        assertThat(flow.http.closed).isTrue();
        underWay.answer(200);
    }

    @Test
    void doesNotOpenWithoutASecretThatCanBeRead() {
        EndpointConfig config = EndpointConfig.named("a")
                .uri("https://example.org/")
                .secret(SecretSource.file("/nowhere/at/all"))
                .build();
        assertThatThrownBy(() -> DeliveryHarness.open(config))
                .hasMessageContaining("endpoint a: secret file /nowhere/at/all");
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

    private static <T> T only(List<T> list) {
        assertThat(list).hasSize(1);
        return list.get(0);
    }
}
