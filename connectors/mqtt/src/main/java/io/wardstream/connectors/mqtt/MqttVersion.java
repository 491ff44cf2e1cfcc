package io.wardstream.connectors.mqtt;

/** The version of MQTT that a connection speaks. */
public enum MqttVersion {
    /** MQTT 5.0: everything that this connector offers. */
    V5("5"),
    /**
     * MQTT 3.1.1, for brokers that have nothing newer. What it cannot say is missing: it has no receive maximum (the
     * broker alone sets the window), no session expiry (the broker keeps sessions as long as it likes), no word for a
     * session that another client took over (it is concluded from connections that are closed again and again), no
     * reasons for refused messages, and no message expiry, content type, response topic, correlation data or user
     * properties.
     */
    V3_1_1("3.1.1");

    private final String number;

    MqttVersion(String number) {
        this.number = number;
    }

    /** The version's number, as options spell it. */
    @Override
    public String toString() {
        return number;
    }
}
