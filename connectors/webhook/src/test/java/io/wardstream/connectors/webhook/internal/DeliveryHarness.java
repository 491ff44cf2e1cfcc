package io.wardstream.connectors.webhook.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.connectors.webhook.DeliveryReport;
import io.wardstream.connectors.webhook.EndpointConfig;
import io.wardstream.connectors.webhook.WebhookMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** The operator alone, with a clock, a transport and a mailbox that the test moves by hand. */
final class DeliveryHarness implements AutoCloseable {

    static final long START = 1_700_000_000_000L;
    static final int SLOTS = 2;
    static final long RETENTION_MS = 3_600_000;

    final FakeTransport http = new FakeTransport();
    private final KeyedOneInputStreamOperatorTestHarness<String, WebhookMessage, DeliveryReport> harness;

    private DeliveryHarness(
            List<EndpointConfig> endpoints, StateBackend backend, int maxParallelism, int parallelism, int subtask)
            throws Exception {
        harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new WebhookDeliveryOperatorFactory(endpoints, SLOTS, RETENTION_MS, () -> http, () -> 0.5),
                new DeliveryKey(),
                Types.STRING,
                maxParallelism,
                parallelism,
                subtask);
        harness.setStateBackend(backend);
        harness.setup(TypeInformation.of(DeliveryReport.class)
                .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
    }

    static DeliveryHarness open(EndpointConfig... endpoints) throws Exception {
        return open(new HashMapStateBackend(), endpoints);
    }

    static DeliveryHarness open(StateBackend backend, EndpointConfig... endpoints) throws Exception {
        DeliveryHarness opened = new DeliveryHarness(List.of(endpoints), backend, 128, 1, 0);
        opened.harness.setProcessingTime(START);
        opened.harness.open();
        return opened;
    }

    static DeliveryHarness restore(
            OperatorSubtaskState state, long nowMs, StateBackend backend, EndpointConfig... endpoints)
            throws Exception {
        return restoreSubtask(state, nowMs, backend, 1, 0, endpoints);
    }

    static DeliveryHarness restoreSubtask(
            OperatorSubtaskState state,
            long nowMs,
            StateBackend backend,
            int parallelism,
            int subtask,
            EndpointConfig... endpoints)
            throws Exception {
        DeliveryHarness opened = new DeliveryHarness(List.of(endpoints), backend, 128, parallelism, subtask);
        opened.harness.setProcessingTime(nowMs);
        opened.harness.initializeState(
                KeyedOneInputStreamOperatorTestHarness.repartitionOperatorState(state, 128, 1, parallelism, subtask));
        opened.harness.open();
        // Time that stands still fires the timers that are due, as the running task would.
        opened.harness.setProcessingTime(nowMs);
        return opened;
    }

    void send(WebhookMessage... messages) throws Exception {
        for (WebhookMessage message : messages) {
            harness.processElement(new StreamRecord<>(message));
        }
    }

    /** Runs every mail that waits: what the task does between two records. */
    void runMails() throws Exception {
        while (true) {
            Optional<Mail> mail = harness.getTaskMailbox().tryTake(0);
            if (mail.isEmpty()) {
                return;
            }
            mail.get().run();
        }
    }

    /**
     * Delivers, round after round, until nothing more is sent: never more at once than there are slots.
     *
     * @return the ids of the messages, in the order in which they were sent
     */
    List<String> deliverAll() throws Exception {
        List<String> sent = new ArrayList<>();
        List<FakeTransport.Attempt> started = http.started();
        while (!started.isEmpty()) {
            assertThat(started).hasSizeLessThanOrEqualTo(SLOTS);
            started.forEach(attempt -> sent.add(attempt.id()));
            started.forEach(attempt -> attempt.answer(200));
            runMails();
            started = http.started();
        }
        return sent;
    }

    void at(long msAfterStart) throws Exception {
        harness.setProcessingTime(START + msAfterStart);
    }

    /** The reports since the last call. */
    List<DeliveryReport> reports() {
        List<DeliveryReport> reports = new ArrayList<>(harness.extractOutputValues());
        harness.getOutput().clear();
        return reports;
    }

    OperatorSubtaskState snapshot() throws Exception {
        return harness.snapshot(1, harness.getProcessingTime());
    }

    void endInput() throws Exception {
        harness.endInput();
        harness.getOperator().finish();
    }

    /** How many keys hold anything in any of the operator's states, on either backend. */
    long keysWithState() {
        long keys = 0;
        for (String state : List.of("pending", "finished", "newest-delivered")) {
            try (var found =
                    harness.getOperator().<String>getKeyedStateBackend().getKeys(state, VoidNamespace.INSTANCE)) {
                keys += found.count();
            }
        }
        return keys;
    }

    int timers() {
        return harness.numProcessingTimeTimers();
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }

    /** The backends that state may lie in. */
    static Stream<StateBackend> backends() {
        return Stream.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend());
    }

    /** The one that is in a list. */
    static <T> T only(List<T> list) {
        assertThat(list).hasSize(1);
        return list.get(0);
    }
}
