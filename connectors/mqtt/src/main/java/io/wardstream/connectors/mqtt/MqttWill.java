package io.wardstream.connectors.mqtt;

import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;

/**
 * What the broker says in a connection's place when the connection ends without a good-bye. Every session of a source
 * and every writer of a sink has a connection of its own and so leaves the same will once each.
 */
public final class MqttWill implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    private final String topic;
    private final byte[] payload;
    private final boolean retain;
    private final Duration delay;

    private MqttWill(String topic, byte[] payload, boolean retain, Duration delay) {
        this.topic = topic;
        this.payload = payload;
        this.retain = retain;
        this.delay = delay;
    }

    /** A will, published at once with quality of service 1 and not retained. */
    public static MqttWill on(String topic, byte[] payload) {
        if (topic.isEmpty() || topic.contains("+") || topic.contains("#")) {
            throw new IllegalArgumentException("A will needs a topic without wildcards, not '" + topic + "'");
        }
        return new MqttWill(topic, payload.clone(), false, Duration.ZERO);
    }

    /** The same, retained by the broker. */
    public MqttWill retained() {
        return new MqttWill(topic, payload, true, delay);
    }

    /** The same, unless the client comes back within this time; whole seconds; MQTT 5 only. */
    public MqttWill after(Duration value) {
        if (value.isNegative() || value.toSeconds() > 0xFFFF_FFFFL) {
            throw new IllegalArgumentException("A will's delay must be 0 to 4294967295 s, not " + value);
        }
        return new MqttWill(topic, payload, retain, value);
    }

    /** Where it is published. */
    public String topic() {
        return topic;
    }

    /** What it says. */
    public byte[] payload() {
        return payload.clone();
    }

    /** Whether the broker retains it. */
    public boolean retain() {
        return retain;
    }

    /** How long the broker waits for the client before it says so. */
    public Duration delay() {
        return delay;
    }
}
