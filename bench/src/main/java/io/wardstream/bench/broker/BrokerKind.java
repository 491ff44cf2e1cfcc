package io.wardstream.bench.broker;

import java.util.Locale;

/** The brokers that a drill knows. */
public enum BrokerKind {
    /** Apache Artemis over MQTT 5, its journal on disk: what it has acknowledged survives {@code kill -9}. */
    ARTEMIS,
    /**
     * Debian's Mosquitto over MQTT 3.1.1. It writes a picture of its memory to disk now and then and when it is asked
     * to end, so {@code kill -9} costs it messages that it has acknowledged. That is the broker's loss and none of the
     * connector's: a drill ends it with TERM.
     */
    MOSQUITTO;

    /** How it is called in results and arguments. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
