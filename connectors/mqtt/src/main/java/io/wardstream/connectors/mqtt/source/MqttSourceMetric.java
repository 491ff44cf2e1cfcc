package io.wardstream.connectors.mqtt.source;

/**
 * What a source measures beside Flink's own figures, in the metric group {@value #GROUP} of its operator. The README's
 * table is rendered from here.
 */
public enum MqttSourceMetric {
    UNACKED_RECORDS("unackedRecords", "messages", "handed on and not acknowledged, because no checkpoint has them yet"),
    WINDOW_UTILISATION(
            "windowUtilisation",
            "0 to 1",
            "how much of its window the fullest session uses; of the broker's own cap, once that is known"),
    WINDOW_FULL_TIME(
            "windowFullTimeMs",
            "ms",
            "how long, in all, a session's window was full, so that the broker could not deliver"),
    ACK_LATENCY(
            "ackLatencyMs", "ms", "how long the oldest message of the last acknowledged checkpoint had waited for it"),
    RECONNECTS("reconnects", "connections", "connections that were lost"),
    SESSION_LOST("sessionLost", "sessions", "sessions that the broker no longer had: what was queued in them is lost"),
    MALFORMED("malformed", "messages", "that the deserializer could not read"),
    TICKS_SKIPPED("ticksSkipped", "ticks", "not published, because the one before had not been taken yet");

    /** The metric group. */
    public static final String GROUP = "MqttSourceReader";

    private final String metricName;
    private final String unit;
    private final String meaning;

    MqttSourceMetric(String metricName, String unit, String meaning) {
        this.metricName = metricName;
        this.unit = unit;
        this.meaning = meaning;
    }

    /** Its name in the group. */
    public String metricName() {
        return metricName;
    }

    /** What one of it is. */
    public String unit() {
        return unit;
    }

    /** What it tells. */
    public String meaning() {
        return meaning;
    }
}
