package io.wardstream.connectors.mqtt.sink;

import io.wardstream.connectors.mqtt.MqttConfigurationException;
import io.wardstream.connectors.mqtt.MqttConnectionConfig;
import java.io.IOException;
import java.io.Serial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.configuration.ReadableConfig;
import org.jspecify.annotations.Nullable;

/**
 * Publishes records with quality of service 1.
 *
 * <p>Guarantee: at least once. A checkpoint is complete only when the broker has taken every record before it. The sink
 * has no state: after a failure Flink replays the records since the last checkpoint, so give each message an id by
 * which its receiver can ignore a repeat. A record whose deadline has passed is never published, neither late nor in a
 * replay; it is counted.
 *
 * <p>Made by {@link #builder()}.
 *
 * @param <T> the records
 */
public final class MqttSink<T> implements Sink<T> {

    @Serial
    private static final long serialVersionUID = 1;

    private final WriterConfig config;
    private final MqttSerializationSchema<T> schema;

    private MqttSink(WriterConfig config, MqttSerializationSchema<T> schema) {
        this.config = config;
        this.schema = schema;
    }

    /** Starts a sink. */
    public static <T> Builder<T> builder() {
        return new Builder<>();
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
        try {
            schema.open(context.asSerializationSchemaInitializationContext());
        } catch (Exception e) {
            throw new IOException("The serializer cannot be opened", e);
        }
        return new MqttSinkWriter<>(config, schema, context);
    }

    /**
     * Collects what a sink needs; {@link #build()} reports everything that is wrong at once.
     *
     * @param <T> the records
     */
    public static final class Builder<T> {
        private @Nullable MqttConnectionConfig connection;
        private @Nullable String clientIdPrefix;
        private @Nullable MqttSerializationSchema<T> schema;
        private int window = MqttSinkOptions.WINDOW.defaultValue();
        private RefusalPolicy refusalPolicy = MqttSinkOptions.REFUSED.defaultValue();
        private Duration ackTimeout = MqttSinkOptions.ACK_TIMEOUT.defaultValue();
        private OutagePolicy outagePolicy = MqttSinkOptions.OUTAGE.defaultValue();
        private @Nullable NoSubscriberCallback noSubscriber;

        private Builder() {}

        /** How to reach the broker; required. */
        public Builder<T> connection(MqttConnectionConfig value) {
            connection = value;
            return this;
        }

        /** The first part of the client ids; required. Each writer adds its subtask and a random part. */
        public Builder<T> clientIdPrefix(String value) {
            clientIdPrefix = value;
            return this;
        }

        /** How records become messages; required. */
        public Builder<T> serializer(MqttSerializationSchema<T> value) {
            schema = value;
            return this;
        }

        /**
         * How many messages may be on their way without the broker's acknowledgement. The broker's own limit holds too.
         */
        public Builder<T> window(int value) {
            window = value;
            return this;
        }

        /** What to do when the broker refuses a message. */
        public Builder<T> refusalPolicy(RefusalPolicy value) {
            refusalPolicy = value;
            return this;
        }

        /** What to do without a working connection. */
        public Builder<T> outagePolicy(OutagePolicy value) {
            outagePolicy = value;
            return this;
        }

        /** How long a connected broker may take to acknowledge a message before that counts as an outage. */
        public Builder<T> ackTimeout(Duration value) {
            ackTimeout = value;
            return this;
        }

        /** Is told of each message that the broker took although nobody listens. */
        public Builder<T> onNoMatchingSubscribers(NoSubscriberCallback value) {
            noSubscriber = value;
            return this;
        }

        /** Takes everything that {@link MqttSinkOptions} knows; the rest is given apart. */
        public Builder<T> options(ReadableConfig values) {
            window = values.get(MqttSinkOptions.WINDOW);
            refusalPolicy = values.get(MqttSinkOptions.REFUSED);
            ackTimeout = values.get(MqttSinkOptions.ACK_TIMEOUT);
            outagePolicy = values.get(MqttSinkOptions.OUTAGE);
            return this;
        }

        /**
         * The sink.
         *
         * @throws MqttConfigurationException naming everything that is wrong
         */
        public MqttSink<T> build() {
            List<String> problems = new ArrayList<>();
            if (connection == null) {
                problems.add("connection is missing");
            }
            if (clientIdPrefix == null || clientIdPrefix.isBlank()) {
                problems.add("clientIdPrefix is missing");
            }
            if (schema == null) {
                problems.add("serializer is missing");
            }
            if (window < 1 || window > 65_535) {
                problems.add("window must be 1 to 65535, not " + window);
            }
            if (ackTimeout.isNegative() || ackTimeout.isZero()) {
                problems.add("ackTimeout must be positive");
            }
            if (!problems.isEmpty() || connection == null || clientIdPrefix == null || schema == null) {
                throw new MqttConfigurationException("MQTT sink", problems);
            }
            return new MqttSink<>(
                    new WriterConfig(
                            connection, clientIdPrefix, window, refusalPolicy, ackTimeout, outagePolicy, noSubscriber),
                    schema);
        }
    }
}
