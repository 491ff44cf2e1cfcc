package io.wardstream.connectors.webhook.internal;

import static io.wardstream.connectors.webhook.DeliveryOutcome.DEAD;
import static io.wardstream.connectors.webhook.DeliveryOutcome.DELIVERED;
import static io.wardstream.connectors.webhook.DeliveryOutcome.SUPERSEDED;
import static io.wardstream.connectors.webhook.Messages.message;
import static io.wardstream.connectors.webhook.internal.DeliveryHarness.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.wardstream.connectors.webhook.DeliveryReport;
import io.wardstream.connectors.webhook.EndpointConfig;
import io.wardstream.connectors.webhook.Messages;
import io.wardstream.connectors.webhook.WebhookMessage;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.state.StateBackend;
import org.junit.jupiter.api.Test;

/**
 * Which of many messages is sent when: those of one key in their order, repeats, and no more at once than there are
 * slots.
 */
class WebhookDeliveryOrderTest {

    private static final EndpointConfig A = Messages.endpoint("a").build();
    private static final EndpointConfig B = Messages.endpoint("b").build();

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
        for (StateBackend backend : DeliveryHarness.backends().toList()) {
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
}
