package io.wardstream.connectors.mqtt.sink;

/**
 * What a sink measures beside Flink's own figures, in the metric group {@value #GROUP} of its operator. The README's
 * table is rendered from here.
 */
public enum MqttSinkMetric {
    PENDING_RECORDS("pendingRecords", "messages", "accepted and not yet taken by the broker"),
    EXPIRED("expired", "messages", "never published, because their deadline had passed"),
    REFUSED("refused", "messages", "that the broker refused"),
    NO_SUBSCRIBER("noSubscriber", "messages", "that the broker took although nobody listens, as far as it says so"),
    RECONNECTS("reconnects", "connections", "connections that were lost"),
    PUBLISH_LATENCY("publishLatencyMs", "ms", "from sending the newest taken message to the broker's acknowledgement");

    /** The metric group. */
    public static final String GROUP = "MqttSinkWriter";

    private final String metricName;
    private final String unit;
    private final String meaning;

    MqttSinkMetric(String metricName, String unit, String meaning) {
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
