package io.wardstream.jobs.ingest;

/** What a foreign device has said since the last beat of the clock. Operator state; a POJO to Flink. */
public final class TickMemory {

    /** The device. */
    public String deviceId = "";

    /** The beat, ward clock, in milliseconds. */
    public long acceptedAt;

    /** The fingerprints of what it said, in the order in which it came. */
    public long[] fingerprints = {};

    public TickMemory() {}

    TickMemory(String deviceId, long acceptedAt, long[] fingerprints) {
        this.deviceId = deviceId;
        this.acceptedAt = acceptedAt;
        this.fingerprints = fingerprints;
    }
}
