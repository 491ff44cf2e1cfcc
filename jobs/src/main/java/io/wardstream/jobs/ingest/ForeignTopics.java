package io.wardstream.jobs.ingest;

import io.wardstream.model.RegistryEntry;
import io.wardstream.model.wire.ForeignDevice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which foreign device speaks on which topic, as the registry has it. A topic that the registry gives to two devices
 * belongs to neither, whichever entry was read first: to guess would be to write one patient's readings to another.
 *
 * <p>In memory, like the {@link io.wardstream.jobs.control.ControlBook} beside it. Not thread-safe.
 */
final class ForeignTopics {

    private static final Logger LOG = LoggerFactory.getLogger(ForeignTopics.class);

    private final Map<String, ForeignDevice> devices = new HashMap<>();
    private final TopicTree<Claim> tree = new TopicTree<>();

    /** What a device has to do with a topic. */
    private record Claim(String deviceId, boolean command) {}

    /** Whose a topic is. */
    sealed interface Found {}

    /** Nobody's. */
    record Nobody() implements Found {}

    /** Several devices'. */
    record Several() implements Found {}

    /** A device speaks there. */
    record Speaker(ForeignDevice device) implements Found {}

    /** A device is spoken to there. */
    record Command() implements Found {}

    /** An entry of the registry, new or changed. Its profile, if it is not valid, is complained of once and whole. */
    void take(RegistryEntry entry) {
        ForeignDevice before = devices.remove(entry.deviceId());
        if (before != null) {
            claims(before, false);
        }
        if (entry.active() && entry.foreign()) {
            ForeignDevice device = ForeignDevice.of(entry);
            if (!device.problems().isEmpty()) {
                LOG.error(
                        "The profile of {} is not valid, and all that it says is refused: {}",
                        entry.deviceId(),
                        String.join("; ", device.problems()));
            }
            devices.put(entry.deviceId(), device);
            claims(device, true);
        }
    }

    private void claims(ForeignDevice device, boolean add) {
        for (String filter : device.filters()) {
            claim(filter, new Claim(device.entry().deviceId(), false), add);
        }
        String commands = device.commandTopic();
        if (commands != null) {
            claim(commands, new Claim(device.entry().deviceId(), true), add);
        }
    }

    private void claim(String filter, Claim claim, boolean add) {
        if (add) {
            tree.add(filter, claim);
        } else {
            tree.remove(filter, claim);
        }
    }

    /** Finds whose a topic is. */
    Found find(String topic) {
        List<Claim> claims = tree.matching(topic);
        if (claims.isEmpty()) {
            return new Nobody();
        }
        String deviceId = claims.get(0).deviceId();
        boolean command = false;
        for (Claim claim : claims) {
            if (!claim.deviceId().equals(deviceId)) {
                return new Several();
            }
            command |= claim.command();
        }
        @Nullable ForeignDevice device = devices.get(deviceId);
        if (device == null) {
            throw new IllegalStateException("A claim of " + deviceId + ", which is not known");
        }
        return command ? new Command() : new Speaker(device);
    }
}
