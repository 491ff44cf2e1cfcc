package io.wardstream.model.wire;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The MQTT topics of the native profile: {@code ward/v1/{ward}/{deviceId}/{channel}}.
 *
 * @param ward the ward, as a code
 * @param deviceId the device
 * @param channel {@code telemetry}, {@code event}, {@code state} or {@code command}
 */
public record WardTopic(String ward, String deviceId, String channel) {

    /** What every topic of the profile begins with. */
    public static final String PREFIX = "ward/v1/";

    public static final String TELEMETRY = "telemetry";
    public static final String EVENT = "event";
    public static final String STATE = "state";
    public static final String COMMAND = "command";

    /**
     * In the place of a device: the ward clock's own ticks. No device can have this name, because a device's name
     * begins with a letter or a digit.
     */
    public static final String TICK_LEVEL = "_tick";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

    /** Whether a text can name a ward, a bed, a device, a line or a patient. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** Takes a topic apart, or null if it is not of the profile. */
    public static @Nullable WardTopic parse(String topic) {
        if (!topic.startsWith(PREFIX)) {
            return null;
        }
        int wardEnd = topic.indexOf('/', PREFIX.length());
        int deviceEnd = wardEnd < 0 ? -1 : topic.indexOf('/', wardEnd + 1);
        if (deviceEnd < 0) {
            return null;
        }
        String ward = topic.substring(PREFIX.length(), wardEnd);
        String device = topic.substring(wardEnd + 1, deviceEnd);
        String channel = topic.substring(deviceEnd + 1);
        boolean known =
                channel.equals(TELEMETRY) || channel.equals(EVENT) || channel.equals(STATE) || channel.equals(COMMAND);
        return known && isName(ward) && isName(device) ? new WardTopic(ward, device, channel) : null;
    }

    /** Whether devices speak on this topic; on the command topic they are spoken to. */
    public boolean fromDevice() {
        return !channel.equals(COMMAND);
    }

    /** The topic of a device's commands. */
    public static String command(String ward, String deviceId) {
        return PREFIX + ward + "/" + deviceId + "/" + COMMAND;
    }

    /** The topic as text. */
    public String text() {
        return PREFIX + ward + "/" + deviceId + "/" + channel;
    }
}
