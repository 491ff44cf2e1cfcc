package io.wardstream.local.ward;

/**
 * What other programs must know of a running ward, and the next run of this one.
 *
 * @param pid the process, or 0 when none runs
 * @param mqttPort the MQTT broker's port
 * @param kafka Kafka's address
 * @param anchorWallMs see {@link io.wardstream.jobs.clock.WardTime}
 * @param anchorWardMs see there
 * @param speed see there
 */
public record RunInfo(long pid, int mqttPort, String kafka, long anchorWallMs, long anchorWardMs, double speed) {}
