package io.wardstream.connectors.mqtt.source.reader;

/** Something that the broker waits to hear is safe. */
interface Acknowledgeable {

    /** Tells the broker. */
    void acknowledge();

    /** When it came, in milliseconds since the epoch. */
    long receivedAtMs();
}
