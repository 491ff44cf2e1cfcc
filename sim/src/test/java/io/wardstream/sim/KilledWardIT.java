package io.wardstream.sim;

import static io.wardstream.sim.TestBroker.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.model.ClampAction;
import io.wardstream.model.ClampCommand;
import io.wardstream.model.ClampRefusal;
import io.wardstream.model.ClampReport;
import io.wardstream.model.ClampState;
import io.wardstream.model.wire.DeviceMessage;
import io.wardstream.model.wire.WardTopic;
import io.wardstream.model.wire.WireFormat;
import io.wardstream.sim.config.MqttEndpoint;
import io.wardstream.sim.config.SimConfig;
import io.wardstream.sim.config.WardTime;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ward in a process of its own, which is killed with SIGKILL in the moment in which its clamp has answered. */
class KilledWardIT {
    private static final String BED = "e01";
    private static final String SCALE = "scale-" + BED;
    private static final WireFormat<ClampCommand> COMMAND = WireFormat.of(ClampCommand.class);

    @TempDir
    Path dir;

    @Test
    void forgetsNothingThatItHasSaid() throws Exception {
        Path state = dir.resolve("ward");
        try (TestBroker broker = new TestBroker(dir.resolve("broker")).listen()) {
            Process first = ward(broker, state);
            try {
                await("the clamp is there", () -> reports(broker, null, ClampState.OPEN) == 1);
                close(broker, "c-1", 7);
                await("the clamp answers", () -> reports(broker, "c-1", ClampState.CLOSED) == 1);
            } finally {
                first.destroyForcibly().waitFor();
            }
            await("the broker speaks the will", () -> boots(broker).stream().anyMatch(boot -> boot.endsWith(".w1")));
            Set<String> oldBoots = boots(broker);

            Process second = ward(broker, state);
            try {
                await("it says that it is closed", () -> reports(broker, null, ClampState.CLOSED) == 1);
                close(broker, "c-2", 6);
                await(
                        "it knows the epoch",
                        () -> broker.heardFrom(SCALE).stream()
                                .anyMatch(m -> new ClampReport(ClampState.CLOSED, "c-2", ClampRefusal.STALE_EPOCH)
                                        .equals(m.clamp())));
            } finally {
                second.destroyForcibly().waitFor();
            }
            assertThat(boots(broker)).hasSizeGreaterThan(oldBoots.size());
            String boot = last(broker).boot();
            assertThat(oldBoots).doesNotContain(boot);

            SimulatedWard third = new SimulatedWard(config(state), WardTime.wall());
            assertThat(third.truth().closings()).singleElement().satisfies(closing -> {
                assertThat(closing.about()).isEqualTo("line:L-" + BED);
                assertThat(closing.commandId()).isEqualTo("c-1");
            });
        }
    }

    private static SimConfig config(Path state) {
        return SimConfig.of(1, 5, state);
    }

    private static Process ward(TestBroker broker, Path state) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Ward.class.getName(),
                        state.toString(),
                        String.valueOf(broker.port))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        state.resolveSibling("process.log").toFile()))
                .start();
    }

    /** What runs in the process. */
    static final class Ward {
        private Ward() {}

        public static void main(String[] args) throws InterruptedException {
            SimulatedWard ward = new SimulatedWard(config(Path.of(args[0])), WardTime.wall());
            ward.start(new MqttEndpoint("127.0.0.1", Integer.parseInt(args[1]), deviceId -> "password"));
            TimeUnit.MINUTES.sleep(1);
            ward.close();
        }
    }

    private static void close(TestBroker broker, String commandId, long epoch) {
        long now = System.currentTimeMillis();
        broker.publish(
                WardTopic.command("east", SCALE),
                COMMAND.write(new ClampCommand(commandId, ClampAction.CLOSE, "L-" + BED, now, now + 10_000, epoch)));
    }

    private static long reports(TestBroker broker, String commandId, ClampState state) {
        ClampReport wanted = new ClampReport(state, commandId, null);
        return broker.heardFrom(SCALE).stream()
                .filter(m -> wanted.equals(m.clamp()))
                .count();
    }

    private static Set<String> boots(TestBroker broker) {
        Set<String> boots = new HashSet<>();
        broker.heardFrom(SCALE).forEach(m -> boots.add(m.boot()));
        return boots;
    }

    private static DeviceMessage last(TestBroker broker) {
        List<DeviceMessage> all = broker.heardFrom(SCALE).stream()
                .filter(m -> !m.boot().contains(".w"))
                .toList();
        return all.get(all.size() - 1);
    }
}
