package io.wardstream.connectors.mqtt.source.reader;

import io.wardstream.connectors.mqtt.internal.client.Delivery;

/** A message on its way from the network to the task: what came, over which connection, and when. */
final class Received implements Acknowledgeable {

    private final Delivery delivery;
    private final Link link;
    private final long receivedAtMs;

    Received(Delivery delivery, Link link, long receivedAtMs) {
        this.delivery = delivery;
        this.link = link;
        this.receivedAtMs = receivedAtMs;
    }

    Delivery delivery() {
        return delivery;
    }

    Link link() {
        return link;
    }

    @Override
    public long receivedAtMs() {
        return receivedAtMs;
    }

    /**
     * Acknowledges the message. Over a connection that is gone this does nothing: the broker delivers the message again
     * over the next one, and that delivery will be acknowledged.
     */
    @Override
    public void acknowledge() {
        link.acknowledge(delivery);
    }
}
