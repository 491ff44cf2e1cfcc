package io.wardstream.connectors.webhook.internal;

import static io.wardstream.connectors.webhook.DeliveryOutcome.DELIVERED;
import static io.wardstream.connectors.webhook.DeliveryOutcome.SUPERSEDED;
import static io.wardstream.connectors.webhook.Messages.message;
import static io.wardstream.connectors.webhook.internal.DeliveryHarness.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.wardstream.connectors.webhook.DeliveryReport;
import io.wardstream.connectors.webhook.EndpointConfig;
import io.wardstream.connectors.webhook.Messages;
import io.wardstream.connectors.webhook.SecretSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the operator keeps over a restore, and what it forgets at the end. */
class WebhookDeliveryStateTest {

    private static final EndpointConfig A = Messages.endpoint("a").build();

    @ParameterizedTest
    @MethodSource("io.wardstream.connectors.webhook.internal.DeliveryHarness#backends")
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
    @MethodSource("io.wardstream.connectors.webhook.internal.DeliveryHarness#backends")
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

    /** State in which so many messages, each of its own key, wait to be sent. */
    private static OperatorSubtaskState waiting(int messages) throws Exception {
        try (DeliveryHarness flow = DeliveryHarness.open(A)) {
            for (int i = 0; i < messages; i++) {
                flow.send(message("a", "order" + i, 1));
            }
            return flow.snapshot();
        }
    }

    @Test
    void sendsEverythingOverdueAfterARestoreWithinTheSlots() throws Exception {
        OperatorSubtaskState state = waiting(10);
        try (DeliveryHarness flow =
                DeliveryHarness.restore(state, DeliveryHarness.START + 86_000_000, new HashMapStateBackend(), A)) {
            assertThat(flow.deliverAll()).hasSize(10).doesNotHaveDuplicates();
        }
    }

    @Test
    void sharesPendingMessagesOutWhenTheParallelismChanges() throws Exception {
        OperatorSubtaskState state = waiting(30);
        List<String> sent = new ArrayList<>();
        for (int subtask = 0; subtask < 3; subtask++) {
            try (DeliveryHarness flow = DeliveryHarness.restoreSubtask(
                    state, DeliveryHarness.START, new HashMapStateBackend(), 3, subtask, A)) {
                List<String> share = flow.deliverAll();
                assertThat(share).isNotEmpty();
                sent.addAll(share);
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
    @MethodSource("io.wardstream.connectors.webhook.internal.DeliveryHarness#backends")
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

    @ParameterizedTest
    @MethodSource("io.wardstream.connectors.webhook.internal.DeliveryHarness#backends")
    void forgetsAFinishedMessageAfterTheRetentionAndHasNoStateLeft(StateBackend backend) throws Exception {
        try (DeliveryHarness flow = DeliveryHarness.open(backend, A)) {
            flow.send(message("a", "order", 1), message("a", "order", 2), message("a", "gone", 1));
            for (int status : new int[] {500, 410}) {
                flow.http.started().forEach(attempt -> attempt.answer(status));
                flow.runMails();
                flow.at(2_000);
            }
            flow.deliverAll();
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
}
