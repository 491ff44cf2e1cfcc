package io.wardstream.sim.world;

import io.wardstream.model.Presence;
import io.wardstream.model.PresenceState;
import io.wardstream.model.Time;
import io.wardstream.model.wire.DeviceMessage;
import io.wardstream.model.wire.WireFormat;
import io.wardstream.sim.story.Prng;
import java.util.Locale;

/**
 * How devices name their boots: another name for every device, at every start of the simulation, in every stay.
 *
 * @param seed the ward's seed
 * @param since when the stay began
 * @param count how often the devices were switched on before in this stay
 */
public record Boots(long seed, @Time long since, long count) {
    private static final WireFormat<DeviceMessage> FORMAT = WireFormat.of(DeviceMessage.class);

    /** The boot of a device. */
    public String name(String deviceId) {
        long drawn =
                Prng.of(seed, "boot " + since + "/" + count + " of " + deviceId).next();
        return String.format(Locale.ROOT, "%08x", drawn >>> 32);
    }

    /**
     * The last will of a device's connection. It cannot know how far the device will have counted, so it has a boot of
     * its own: whoever drops older numbers of a boot neither drops the will nor what comes after it.
     *
     * @param connection counts the connections of the boot
     */
    public String will(String deviceId, int connection) {
        return FORMAT.writeText(new DeviceMessage(
                null,
                name(deviceId) + ".w" + connection,
                0,
                null,
                null,
                null,
                null,
                null,
                new Presence(PresenceState.OFFLINE)));
    }
}
