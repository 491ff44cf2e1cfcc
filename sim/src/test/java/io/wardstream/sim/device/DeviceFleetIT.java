package io.wardstream.sim.device;

import static io.wardstream.sim.TestBroker.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.model.DeviceKind;
import io.wardstream.model.PresenceState;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.wire.DeviceMessage;
import io.wardstream.sim.TestBroker;
import io.wardstream.sim.world.Boots;
import io.wardstream.sim.world.Outgoing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Devices that lose their network, and their broker. */
class DeviceFleetIT {
    private static final String SCALE = "scale-e01";

    @TempDir
    Path dir;

    private final FakeHost host = new FakeHost();
    private final Traffic traffic = new Traffic();
    private long seq;

    @Test
    void keepsTheNewestReadingsWhileCutOffAndTheBrokerSpeaksItsWill() throws Exception {
        try (TestBroker broker = new TestBroker(dir).listen();
                DeviceFleet fleet = fleet(broker, 10)) {
            assertThat(fleet.connect(id -> true, 10_000)).isEqualTo(1);
            fleet.perform(new Outgoing.Link(0, SCALE, false));
            for (int i = 0; i < 30; i++) {
                fleet.perform(reading());
            }
            fleet.perform(care("care-1"));
            await("the will", () -> last(broker) != null && last(broker).presence() != null);
            assertThat(last(broker).presence().state()).isEqualTo(PresenceState.OFFLINE);
            assertThat(last(broker).boot()).endsWith(".w1");

            fleet.perform(new Outgoing.Link(0, SCALE, true));
            await("what it kept", () -> broker.heardFrom(SCALE).size() == 12);
            List<Long> seqs = broker.heardFrom(SCALE).stream()
                    .filter(m -> m.presence() == null)
                    .map(DeviceMessage::seq)
                    .toList();
            // This broker may change the order of what waited for its confirmations.
            assertThat(seqs).containsExactlyInAnyOrder(20L, 21L, 22L, 23L, 24L, 25L, 26L, 27L, 28L, 29L, 30L);
            assertThat(traffic.dropped()).isEqualTo(20);
            await("the receipt", () -> host.delivered.contains("care-1"));
            assertThat(host.connected).hasSize(2);
        }
    }

    @Test
    void losesNothingWhenTheBrokerDiesAndForgetsEverything() throws Exception {
        try (TestBroker broker = new TestBroker(dir);
                DeviceFleet fleet = fleet(broker, 1000)) {
            fleet.connect(id -> true, 10_000);
            for (int i = 0; i < 20; i++) {
                fleet.perform(reading());
            }
            fleet.drain(5_000);
            assertThat(traffic.puBacked()).isEqualTo(20);
            broker.stop();
            for (int i = 0; i < 20; i++) {
                fleet.perform(reading());
            }
            fleet.perform(care("care-1"));
            broker.restart();
            broker.listen();
            await("all is confirmed", () -> traffic.puBacked() == 41);
            await("the receipt", () -> host.delivered.contains("care-1"));
            assertThat(traffic.published()).isEqualTo(41);
            assertThat(traffic.dropped()).isZero();
            // It listens again, although the broker had forgotten that it did.
            await("it is back", () -> host.connected.size() == 2);
            broker.publish("ward/v1/east/" + SCALE + "/command", "hello");
            await("a command", () -> host.received.contains("hello"));
        }
    }

    @Test
    void goesOnTryingUntilThereIsABroker() throws Exception {
        TestBroker broker = new TestBroker(dir);
        broker.stop();
        try (broker;
                DeviceFleet fleet = fleet(broker, 10)) {
            assertThat(fleet.connect(id -> true, 300)).isZero();
            fleet.perform(reading());
            broker.restart();
            await("it is there", () -> traffic.puBacked() == 1);
        }
    }

    private DeviceFleet fleet(TestBroker broker, int keepReadings) {
        RegistryEntry scale = new RegistryEntry(
                SCALE,
                DeviceKind.LOAD_CELL_WITH_CLAMP,
                "east",
                "e01",
                "L-e01",
                "P-1",
                0,
                null,
                null,
                null,
                null,
                null,
                null);
        return new DeviceFleet(List.of(scale), broker.endpoint(), host, traffic, keepReadings);
    }

    private static DeviceMessage last(TestBroker broker) {
        List<DeviceMessage> all = broker.heardFrom(SCALE);
        return all.isEmpty() ? null : all.get(all.size() - 1);
    }

    private Outgoing.Message reading() {
        String text = "{\"boot\":\"b\",\"seq\":" + seq++ + ",\"infusion\":{\"massG\":500}}";
        return new Outgoing.Message(
                0, SCALE, "ward/v1/east/" + SCALE + "/telemetry", text, Outgoing.Kind.READING, 1, null);
    }

    private Outgoing.Message care(String receipt) {
        String text = "{\"boot\":\"b\",\"seq\":" + seq++ + ",\"care\":{\"action\":\"ACKNOWLEDGE\",\"by\":\"nurse-1\"}}";
        return new Outgoing.Message(0, SCALE, "ward/v1/east/" + SCALE + "/event", text, Outgoing.Kind.CARE, 1, receipt);
    }

    private static final class FakeHost implements DeviceHost {
        final Queue<String> connected = new ConcurrentLinkedQueue<>();
        final Queue<String> received = new ConcurrentLinkedQueue<>();
        final Queue<String> delivered = new ConcurrentLinkedQueue<>();
        private final List<String> wills = new ArrayList<>();

        @Override
        public synchronized String will(String deviceId, int connection) {
            String will = new Boots(1, 0, 0).will(deviceId, connection);
            wills.add(will);
            return will;
        }

        @Override
        public void connected(String deviceId) {
            connected.add(deviceId);
        }

        @Override
        public void received(String deviceId, byte[] payload) {
            received.add(new String(payload, StandardCharsets.UTF_8));
        }

        @Override
        public void delivered(String receipt) {
            delivered.add(receipt);
        }
    }
}
