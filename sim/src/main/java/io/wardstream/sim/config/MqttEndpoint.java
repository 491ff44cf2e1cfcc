package io.wardstream.sim.config;

import java.util.function.UnaryOperator;

/**
 * Where the devices find their broker. Every device is a client of its own, with its id as client id and as user name.
 *
 * @param host the broker's host
 * @param port the broker's port for plain MQTT
 * @param passwords the password of a device, by its id; never printed
 */
public record MqttEndpoint(String host, int port, UnaryOperator<String> passwords) {

    public MqttEndpoint {
        if (host.isBlank() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException(
                    "broker " + host + ":" + port + "; accepted: a host and a port 1 to 65535");
        }
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
