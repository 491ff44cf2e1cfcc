package io.wardstream.local.servers;

import io.wardstream.connectors.mqtt.BrokerTime;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.wire.ForeignDevice;
import io.wardstream.model.wire.TopicFilter;
import io.wardstream.model.wire.WardTopic;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what at the broker. Nobody may do anything that is not said here.
 *
 * <ul>
 *   <li>A device logs in under its own name, as long as it is registered, and may publish on its own three topics and
 *       hear its own commands.
 *   <li>A device with a foreign profile may publish where its registry entry says that it speaks, and hear where it is
 *       spoken to; and nowhere else.
 *   <li>The ingest job may hear everything on the wards and under the foreign filters, and publish its own ticks.
 *   <li>The safety job may publish commands.
 * </ul>
 *
 * <p>A device's password is made from the ward's secret and its name, so that none has to be kept.
 *
 * <p>Thread-safe; the broker's threads ask.
 */
public final class BrokerAccess {

    /** The ingest job's user. */
    public static final String INGEST = "wardstream-ingest";

    /** The safety job's user. */
    public static final String SAFETY = "wardstream-safety";

    private final byte[] secret;
    private final List<String> foreignFilters;
    private final Map<String, RegistryEntry> devices = new ConcurrentHashMap<>();
    private final Map<String, ForeignDevice> foreign = new ConcurrentHashMap<>();

    /** A ward all of whose devices speak our language. */
    public BrokerAccess(byte[] secret) {
        this(secret, List.of());
    }

    /**
     * @param secret the ward's secret, from which all passwords are made
     * @param foreignFilters what the ingest job reads besides the wards
     */
    public BrokerAccess(byte[] secret, List<String> foreignFilters) {
        this.secret = secret.clone();
        this.foreignFilters = List.copyOf(foreignFilters);
    }

    /** A device was registered, moved or retired. */
    public void register(RegistryEntry entry) {
        devices.put(entry.deviceId(), entry);
        if (entry.active() && entry.foreign()) {
            foreign.put(entry.deviceId(), ForeignDevice.of(entry));
        } else {
            foreign.remove(entry.deviceId());
        }
    }

    /** The password of a user. */
    public String password(String user) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            byte[] digest = mac.doFinal(("mqtt/" + user).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }

    /** Whether a user is who it says it is. */
    public boolean authenticate(@Nullable String user, @Nullable String password) {
        if (user == null || password == null || !known(user)) {
            return false;
        }
        return MessageDigest.isEqual(
                password(user).getBytes(StandardCharsets.UTF_8), password.getBytes(StandardCharsets.UTF_8));
    }

    private boolean known(String user) {
        return isService(user) || device(user) != null;
    }

    private @Nullable RegistryEntry device(String user) {
        RegistryEntry entry = devices.get(user);
        return entry != null && entry.active() ? entry : null;
    }

    private static boolean isService(String user) {
        return user.equals(INGEST) || user.equals(SAFETY);
    }

    /**
     * Whether a client may have an id: a device its own name only, so that it cannot take another's session over; a job
     * one that begins with its name.
     */
    public boolean mayBeCalled(String user, String clientId) {
        return isService(user) ? clientId.startsWith(user + "-") : clientId.equals(user);
    }

    /** Whether a user may publish on a topic. */
    public boolean mayPublish(String user, String topic) {
        WardTopic parsed = WardTopic.parse(topic);
        return switch (user) {
            case INGEST -> (topic.startsWith(WardTopic.PREFIX) || isForeign(topic)) && isOwnTick(topic);
            case SAFETY -> parsed != null ? !parsed.fromDevice() : isForeignCommand(topic);
            default -> {
                RegistryEntry entry = device(user);
                ForeignDevice speaker = foreign.get(user);
                if (speaker != null) {
                    yield entry != null
                            && speaker.filters().stream().anyMatch(filter -> TopicFilter.matches(filter, topic));
                }
                yield entry != null
                        && parsed != null
                        && parsed.fromDevice()
                        && parsed.deviceId().equals(user)
                        && parsed.ward().equals(entry.ward());
            }
        };
    }

    private static boolean isOwnTick(String topic) {
        int level = topic.indexOf("/" + BrokerTime.TICK_LEVEL + "/");
        return level > 0 && topic.startsWith(INGEST + "-", level + BrokerTime.TICK_LEVEL.length() + 2);
    }

    /** Whether a topic is one of those on which foreign devices speak or are spoken to. */
    boolean isForeign(String topic) {
        return foreignFilters.stream().anyMatch(filter -> TopicFilter.matches(filter, topic));
    }

    /** Whether somebody may subscribe to a filter that is not of the wards. */
    boolean isForeignSubscription(String filter) {
        return foreignFilters.contains(filter) || (isForeign(filter) && isForeignCommand(filter));
    }

    private boolean isForeignCommand(String topic) {
        return foreign.values().stream().anyMatch(device -> topic.equals(device.commandTopic()));
    }

    /** Whether a user may subscribe to a filter. */
    public boolean mayHear(String user, String filter) {
        return switch (user) {
            case INGEST -> filter.startsWith(WardTopic.PREFIX) || foreignFilters.contains(filter);
            case SAFETY -> false;
            default -> {
                RegistryEntry entry = device(user);
                ForeignDevice listener = foreign.get(user);
                if (listener != null) {
                    yield entry != null && filter.equals(listener.commandTopic());
                }
                yield entry != null && filter.equals(WardTopic.command(entry.ward(), user));
            }
        };
    }
}
