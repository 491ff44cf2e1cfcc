package io.wardstream.jobs.ingest;

/** A message as the broker delivered it. A POJO to Flink. */
public final class RawMessage {

    /** The topic it was published on. */
    public String topic = "";

    /** The payload. */
    public byte[] payload = {};

    /** When the broker took it, ward clock, in milliseconds. */
    public long acceptedAt;

    public RawMessage() {}

    public RawMessage(String topic, byte[] payload, long acceptedAt) {
        this.topic = topic;
        this.payload = payload;
        this.acceptedAt = acceptedAt;
    }
}
