package io.wardstream.connectors.mqtt.source.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.connectors.mqtt.BrokerTime;
import io.wardstream.connectors.mqtt.source.split.MqttSplit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.SourceOutput;
import org.junit.jupiter.api.Test;

/** The stamps and watermarks of one split, message by message. */
class SplitClockTest {

    private static final String TICK = "ward/1/_tick/me";
    private static final int WINDOW = 4;

    private final List<String> out = new ArrayList<>();
    private final AckLedger ledger = new AckLedger();
    private final MqttRecordEmitter<String> emitter = new MqttRecordEmitter<>(
            Emitters.text(), ledger, Emitters.config(BrokerTime.every(Duration.ofMillis(100))), Emitters.metrics());
    private MqttSplitState split = new MqttSplitState(MqttSplit.ofFilter("ward/1/#"), TICK);
    private long checkpoints = 1;
    private final List<Received> delivered = new ArrayList<>();
    private final Link link = new Link(WINDOW, 900, () -> {});

    private final SourceOutput<String> output = new SourceOutput<>() {
        @Override
        public void collect(String record) {
            throw new AssertionError("without a timestamp");
        }

        @Override
        public void collect(String record, long timestamp) {
            out.add(record.substring(record.lastIndexOf(' ') + 1) + "@" + timestamp);
        }

        @Override
        public void emitWatermark(Watermark watermark) {
            out.add("W" + watermark.getTimestamp());
        }

        @Override
        public void markIdle() {
            throw new AssertionError("idle");
        }

        @Override
        public void markActive() {}
    };

    private void deliver(String topic, String payload) throws Exception {
        link.deliver(new FakeDelivery(topic, payload, () -> {}));
        take();
    }

    private void take() {
        for (Received next = link.poll(); next != null; next = link.poll()) {
            delivered.add(next);
        }
    }

    private void emit() throws Exception {
        for (Received received : delivered) {
            emitter.emitRecord(received, output, split);
        }
        delivered.clear();
    }

    /** A checkpoint is complete: everything that was emitted is acknowledged. */
    private void checkpoint() {
        ledger.seal(checkpoints);
        ledger.complete(checkpoints++);
    }

    private void message(String payload) throws Exception {
        deliver("ward/1/scale/telemetry", payload);
        emit();
        checkpoint();
    }

    private void tick(long time) throws Exception {
        deliver(TICK, Long.toString(time));
        emit();
        checkpoint();
    }

    @Test
    void stampsWithTheLastTickAndMovesTheWatermarkJustBehindIt() throws Exception {
        tick(1_000);
        message("a");
        tick(1_100);
        message("b");
        message("c");
        assertThat(out).containsExactly("W999", "a@1000", "W1099", "b@1100", "c@1100");
    }

    @Test
    void stampsMessagesBeforeTheFirstTickWithTheSessionsStart() throws Exception {
        message("a");
        tick(1_000);
        assertThat(out).containsExactly("a@900", "W999");
    }

    @Test
    void neverGoesBack() throws Exception {
        tick(1_000);
        tick(500);
        message("a");
        tick(1_000);
        assertThat(out).containsExactly("W999", "a@1000");
    }

    @Test
    void listensToItsOwnTicksOnlyAndHandsNoneOn() throws Exception {
        tick(1_000);
        deliver("ward/1/_tick/somebody-else", "9000");
        deliver(TICK, "not a time");
        emit();
        assertThat(ledger.size()).as("ticks are acknowledged too").isEqualTo(2);
        message("a");
        assertThat(out).containsExactly("W999", "a@1000");
        assertThat(link.outstanding()).isZero();
    }

    @Test
    void stampsRedeliveredMessagesAsBeforeBecauseTheLastTickIsInItsState() throws Exception {
        tick(1_000);
        message("a");
        MqttSplit saved = split.toSplit(true);
        message("b");
        tick(1_100);
        message("c");
        out.clear();
        // The job is restored: b, the tick and c come again, in order.
        split = new MqttSplitState(saved, TICK);
        message("b");
        tick(1_100);
        message("c");
        assertThat(out).containsExactly("b@1000", "W1099", "c@1100");
    }

    @Test
    void standsStillFromAFullWindowToTheFirstTickPublishedAfterIt() throws Exception {
        tick(1_000);
        for (String payload : new String[] {"a", "b", "c"}) {
            deliver("ward/1/scale/telemetry", payload);
        }
        deliver(TICK, "1100");
        // Four messages without an acknowledgement: full. A tick is published now, while it is full.
        link.ticking(1_200);
        emit();
        checkpoint();
        deliver(TICK, "1200");
        emit();
        assertThat(out).as("published before there was room").containsExactly("W999", "a@1000", "b@1000", "c@1000");
        link.ticking(1_300);
        deliver(TICK, "1300");
        deliver("ward/1/scale/telemetry", "d");
        emit();
        assertThat(out).endsWith("W1299", "d@1300");
    }

    @Test
    void doesNotAcknowledgeOverAConnectionThatIsGone() throws Exception {
        int[] acknowledged = new int[1];
        link.deliver(new FakeDelivery("ward/1/scale/telemetry", "a", () -> acknowledged[0]++));
        take();
        emit();
        link.lost(new java.io.IOException("gone"));
        checkpoint();
        assertThat(acknowledged[0]).isZero();
    }
}
