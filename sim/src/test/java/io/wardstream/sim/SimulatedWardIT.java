package io.wardstream.sim;

import static io.wardstream.sim.TestBroker.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.model.CareAction;
import io.wardstream.model.ClampAction;
import io.wardstream.model.ClampCommand;
import io.wardstream.model.ClampState;
import io.wardstream.model.PresenceState;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.wire.DeviceMessage;
import io.wardstream.model.wire.WardTopic;
import io.wardstream.model.wire.WireFormat;
import io.wardstream.sim.config.SimConfig;
import io.wardstream.sim.config.WardTime;
import io.wardstream.sim.truth.Expectation;
import io.wardstream.sim.truth.Scorecard;
import io.wardstream.sim.truth.TruthLedger;
import io.wardstream.sim.world.BedView;
import io.wardstream.sim.world.Outgoing;
import io.wardstream.sim.world.WardEngine;
import io.wardstream.sim.world.WardPlan;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole ward on a real broker, at twenty times its speed. */
class SimulatedWardIT {
    private static final long START = 1_800_000_000_000L;
    private static final WireFormat<ClampCommand> COMMAND = WireFormat.of(ClampCommand.class);

    @TempDir
    Path dir;

    @Test
    void speaksToTheBrokerAndClosesAClampWhenTold() throws Exception {
        try (TestBroker broker = new TestBroker(dir.resolve("broker")).listen()) {
            WardTime time = WardTime.running(START, 20);
            SimConfig config =
                    SimConfig.of(12, seedWithNetwork(), dir.resolve("ward")).withFaults(0.05, 0.02);
            SimulatedWard ward = new SimulatedWard(config, time);
            List<RegistryEntry> registry = ward.registry();
            assertThat(ward.beds()).isEmpty();
            ward.start(broker.endpoint());

            await("every device is online", () -> online(broker).size() == registry.size());
            BedView bed = ward.beds().get(0);
            assertThat(bed.clamp()).isEqualTo(ClampState.OPEN);
            long now = time.nowMs();
            broker.publish(
                    WardTopic.command(bed.ward(), "scale-" + bed.bed()),
                    COMMAND.write(new ClampCommand("c-1", ClampAction.CLOSE, bed.lineId(), now, now + 60_000, 3)));
            await("the clamp answers", () -> answered(broker, bed, ClampState.CLOSED));
            assertThat(ward.beds().get(0).clamp()).isEqualTo(ClampState.CLOSED);
            assertThat(ward.beds().get(0).rateMlPerHour()).isZero();

            broker.publish(WardTopic.command(bed.ward(), "scale-" + bed.bed()), "open!");
            await("nonsense is refused", () -> ward.stats().commandsRefused() == 1);
            await("a nurse acknowledges", () -> acknowledged(broker));

            ward.stop();
            SimStats stats = ward.stats();
            assertThat(stats.published()).isPositive().isEqualTo(stats.puBacked());
            assertThat(stats.refusedByBroker() + stats.readingsDropped()).isZero();
            assertThat(broker.publishesOfDevices()).isEqualTo(stats.published());
            await("everything was passed on", () -> broker.heard().size() == stats.published());
            assertThat(broker.heard().stream().filter(h -> h.message() == null))
                    .hasSize((int) stats.malformedSentDeliberately());
            assertThat(repeated(broker)).isEqualTo(stats.duplicatesSentDeliberately());
            assertThat(stats.malformedSentDeliberately()).isPositive();
            assertThat(stats.duplicatesSentDeliberately()).isPositive();
            assertThat(stats.commandsReceived()).isEqualTo(2);
            assertThat(stats.clampsClosed()).isEqualTo(1);
            assertThat(broker.strangers()).isEmpty();
            for (RegistryEntry device : registry) {
                List<DeviceMessage> messages = broker.heardFrom(device.deviceId());
                assertThat(messages.get(messages.size() - 1).presence().state())
                        .as(device.deviceId())
                        .isEqualTo(PresenceState.OFFLINE);
                assertThat(inOrder(messages)).as(device.deviceId()).isTrue();
            }
            // Nothing in the world explains this closing, unless it was the bed whose clamp had to close.
            Scorecard card = ward.truth().score(List.of(), START + 60_000);
            assertThat(card.falseClamps()).isEqualTo(1);
            ward.close();
        }
    }

    @Test
    void goesOnInTheSameFolderAndBeginsANewStayUnderAnotherSeed() throws Exception {
        try (TestBroker broker = new TestBroker(dir.resolve("broker")).listen()) {
            WardTime time = WardTime.running(START, 20);
            Path state = dir.resolve("ward");
            SimulatedWard one = new SimulatedWard(SimConfig.of(4, 5, state), time);
            one.start(broker.endpoint());
            BedView bed = one.beds().get(0);
            long now = time.nowMs();
            broker.publish(
                    WardTopic.command(bed.ward(), "scale-" + bed.bed()),
                    COMMAND.write(new ClampCommand("c-1", ClampAction.CLOSE, bed.lineId(), now, now + 60_000, 3)));
            await("the clamp answers", () -> answered(broker, bed, ClampState.CLOSED));
            List<RegistryEntry> registry = one.registry();
            one.close();
            Set<String> oldBoots = boots(broker);

            SimulatedWard again = new SimulatedWard(SimConfig.of(4, 5, state), time);
            assertThat(again.registry()).isEqualTo(registry);
            again.start(broker.endpoint());
            assertThat(again.beds().get(0).clamp()).isEqualTo(ClampState.CLOSED);
            assertThat(again.truth().closings()).hasSize(1);
            await("the devices speak again", () -> boots(broker).size() >= oldBoots.size() + registry.size());
            again.close();
            Set<String> newBoots = new HashSet<>(boots(broker));
            newBoots.removeAll(oldBoots);
            assertThat(newBoots).hasSize(registry.size());

            SimulatedWard other = new SimulatedWard(SimConfig.of(4, 6, state), time);
            long began = time.nowMs();
            other.start(broker.endpoint());
            assertThat(other.truth().expectations())
                    .as("a new stay demands nothing of the old one")
                    .filteredOn(Expectation::must)
                    .isNotEmpty()
                    .allMatch(e -> e.from() >= began - 5_000);
            assertThat(other.truth().expectations())
                    .as("and allows nothing of it")
                    .filteredOn(e -> !e.must() && e.from() < began)
                    .isNotEmpty()
                    .allMatch(e -> e.until() <= time.nowMs() + 60_000);
            assertThat(other.beds()).allMatch(view -> view.clamp() == ClampState.OPEN);
            other.close();
        }
    }

    @Test
    void canBeStoppedAndStartedAgain() throws Exception {
        try (TestBroker broker = new TestBroker(dir.resolve("broker")).listen()) {
            SimulatedWard ward =
                    new SimulatedWard(SimConfig.of(1, 5, dir.resolve("ward")), WardTime.running(START, 20));
            ward.stop();
            for (int i = 1; i <= 3; i++) {
                int before = broker.heard().size();
                ward.start(broker.endpoint());
                await("it speaks", () -> broker.heard().size() > before + 10);
                ward.stop();
                ward.stop();
            }
            assertThat(Thread.getAllStackTraces().keySet().stream().map(Thread::getName))
                    .noneMatch(name -> name.startsWith("sim-ward"));
            await(
                    "its threads are gone",
                    () -> Thread.getAllStackTraces().keySet().stream()
                            .noneMatch(thread -> thread.getName().startsWith("sim-")));
        }
    }

    /** A seed under which no device loses its network early: what is in flight then is sent, and never confirmed. */
    private long seedWithNetwork() {
        for (long seed = 1; ; seed++) {
            SimConfig config = SimConfig.of(12, seed, dir);
            WardEngine engine = WardEngine.begin(config, WardPlan.of(config), new TruthLedger(), START, START);
            if (engine.advanceTo(START + 600_000).stream().noneMatch(Outgoing.Link.class::isInstance)) {
                return seed;
            }
        }
    }

    private static Set<String> online(TestBroker broker) {
        Set<String> online = new HashSet<>();
        for (TestBroker.Heard heard : broker.heard()) {
            if (heard.message() != null
                    && heard.message().presence() != null
                    && heard.message().presence().state() == PresenceState.ONLINE) {
                online.add(heard.topic());
            }
        }
        return online;
    }

    private static boolean answered(TestBroker broker, BedView bed, ClampState state) {
        return broker.heardFrom("scale-" + bed.bed()).stream()
                .anyMatch(m -> m.clamp() != null
                        && "c-1".equals(m.clamp().commandId())
                        && m.clamp().state() == state);
    }

    private static boolean acknowledged(TestBroker broker) {
        return broker.heard().stream()
                .anyMatch(h -> h.message() != null
                        && h.message().care() != null
                        && h.message().care().action() == CareAction.ACKNOWLEDGE
                        && h.topic().endsWith("/event"));
    }

    private static Set<String> boots(TestBroker broker) {
        Set<String> boots = new HashSet<>();
        for (TestBroker.Heard heard : broker.heard()) {
            if (heard.message() != null && !heard.message().boot().contains(".w")) {
                boots.add(heard.message().boot());
            }
        }
        return boots;
    }

    private static long repeated(TestBroker broker) {
        Set<String> seen = new HashSet<>();
        return broker.heard().stream()
                .filter(h -> h.message() != null)
                .filter(h ->
                        !seen.add(h.topic() + h.message().boot() + h.message().seq()))
                .count();
    }

    private static boolean inOrder(List<DeviceMessage> messages) {
        Map<String, Long> last = new HashMap<>();
        for (DeviceMessage message : messages) {
            Long before = last.put(message.boot(), message.seq());
            if (before != null && message.seq() < before) {
                return false;
            }
        }
        return true;
    }
}
