package io.wardstream.jobs.kafka;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/** Which partition of the events' topic a key belongs to: as Kafka's own producers do it. */
public final class Partitions {

    private Partitions() {}

    /** The partition of a key. */
    public static int of(String key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % partitions;
    }
}
