package io.wardstream.sim.world;

import io.wardstream.model.ClampAction;
import io.wardstream.model.ClampCommand;
import io.wardstream.model.wire.DeviceMessage;
import io.wardstream.model.wire.DeviceMessageDecoder;
import io.wardstream.model.wire.WireFormat;
import io.wardstream.sim.config.SimConfig;
import io.wardstream.sim.truth.Expectation;
import io.wardstream.sim.truth.Patterns;
import io.wardstream.sim.truth.TruthLedger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A ward that lives without a broker, and an unerring hand that tells its clamps to close when the truth demands it.
 */
final class EngineRun {
    static final long START = 1_800_000_000_000L;
    private static final WireFormat<ClampCommand> COMMAND = WireFormat.of(ClampCommand.class);

    final SimConfig config;
    final WardPlan plan;
    final TruthLedger ledger = new TruthLedger();
    final List<Outgoing> happened = new ArrayList<>();
    WardEngine engine;
    private final Set<String> told = new HashSet<>();

    private EngineRun(SimConfig config) {
        this.config = config;
        this.plan = WardPlan.of(config);
        this.engine = WardEngine.begin(config, plan, ledger, START, START);
    }

    static SimConfig config(int beds, long seed) {
        return SimConfig.of(beds, seed, Path.of("unused"));
    }

    static EngineRun of(SimConfig config) {
        return new EngineRun(config);
    }

    /** Lives on; the hand looks once a second. */
    EngineRun live(long seconds) {
        long until = engine.now() + seconds * 1000;
        for (long at = engine.now() + 1000; at <= until; at += 1000) {
            happened.addAll(engine.advanceTo(at));
            for (Expectation expectation : ledger.expectations()) {
                boolean wanted = expectation.kind() == Expectation.Kind.CLAMP
                        || expectation.pattern().equals(Patterns.CLAMP_FAULT);
                if (wanted && expectation.covers(at) && told.add(expectation.id())) {
                    String lineId = expectation.about().substring("line:".length());
                    close(lineId, "command-" + expectation.id().replace('/', '-'), at);
                }
            }
        }
        return this;
    }

    /** Lives on with nobody watching. */
    EngineRun liveAlone(long seconds) {
        happened.addAll(engine.advanceTo(engine.now() + seconds * 1000));
        return this;
    }

    void close(String lineId, String commandId, long at) {
        ClampCommand command = new ClampCommand(commandId, ClampAction.CLOSE, lineId, at, at + 10_000, 1);
        happened.addAll(engine.command("scale-" + lineId.substring(2), COMMAND.write(command), at));
    }

    /**
     * Everything that the broker got, without deliberate repeats and nonsense; what a device said while cut off is left
     * out.
     */
    List<Heard> heard() {
        Set<String> cutOff = new HashSet<>();
        List<Heard> heard = new ArrayList<>();
        for (Outgoing outgoing : happened) {
            if (outgoing instanceof Outgoing.Link link) {
                if (link.up()) {
                    cutOff.remove(link.deviceId());
                } else {
                    cutOff.add(link.deviceId());
                }
            } else if (outgoing instanceof Outgoing.Message message
                    && message.kind() != Outgoing.Kind.MALFORMED
                    && !cutOff.contains(message.deviceId())) {
                heard.add(new Heard(message.at(), message.deviceId(), decode(message.payload())));
            }
        }
        return heard;
    }

    record Heard(long at, String deviceId, DeviceMessage message) {}

    static DeviceMessage decode(String payload) {
        List<DeviceMessageDecoder.Item> items = DeviceMessageDecoder.decode(payload.getBytes(StandardCharsets.UTF_8));
        if (items.size() == 1
                && items.get(0) instanceof DeviceMessageDecoder.Message message
                && message.badValues().isEmpty()) {
            return message.message();
        }
        throw new AssertionError("no message: " + payload + " " + items);
    }

    List<Expectation> musts(String pattern, String about) {
        return ledger.expectations().stream()
                .filter(e ->
                        e.must() && e.pattern().equals(pattern) && e.about().equals(about))
                .toList();
    }
}
