package io.wardstream.connectors.mqtt.source.reader;

import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;

/** A message on its way from the network to the task: what came, over which connection, and when. */
final class Received implements Acknowledgeable {

    private final Mqtt5Publish publish;
    private final Runnable acknowledgement;
    private final Link link;
    private final long receivedAtMs;

    Received(Mqtt5Publish publish, Runnable acknowledgement, Link link, long receivedAtMs) {
        this.publish = publish;
        this.acknowledgement = acknowledgement;
        this.link = link;
        this.receivedAtMs = receivedAtMs;
    }

    Mqtt5Publish publish() {
        return publish;
    }

    Link link() {
        return link;
    }

    long receivedAtMs() {
        return receivedAtMs;
    }

    /**
     * Acknowledges the message. Over a connection that is gone this does nothing: the broker delivers the message again
     * over the next one, and that delivery will be acknowledged.
     */
    @Override
    public void acknowledge() {
        link.acknowledge(acknowledgement);
    }
}
