package io.wardstream.connectors.mqtt.sink;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message to be published. Immutable; made by {@link #to}. */
public final class MqttPublication {

    private final String topic;
    private final byte[] payload;
    private final @Nullable Long deadlineMs;
    private final boolean retain;
    private final @Nullable String contentType;
    private final @Nullable String responseTopic;
    private final byte @Nullable [] correlationData;
    private final List<Map.Entry<String, String>> userProperties;

    private MqttPublication(Builder builder) {
        this.topic = builder.topic;
        this.payload = builder.payload;
        this.deadlineMs = builder.deadlineMs;
        this.retain = builder.retain;
        this.contentType = builder.contentType;
        this.responseTopic = builder.responseTopic;
        this.correlationData = builder.correlationData;
        this.userProperties = List.copyOf(builder.userProperties);
    }

    /** Starts a message. */
    public static Builder to(String topic, byte[] payload) {
        return new Builder(topic, payload);
    }

    /** The topic. */
    public String topic() {
        return topic;
    }

    /** The payload. */
    public byte[] payload() {
        return payload.clone();
    }

    /** The payload's size in bytes. */
    public int size() {
        return payload.length;
    }

    /** Wall time in milliseconds after which it must not be delivered any more, or null. */
    public @Nullable Long deadlineMs() {
        return deadlineMs;
    }

    /** Whether the broker shall retain it. */
    public boolean retain() {
        return retain;
    }

    /** What the payload is. */
    public @Nullable String contentType() {
        return contentType;
    }

    /** Where an answer is expected. */
    public @Nullable String responseTopic() {
        return responseTopic;
    }

    /** What an answer must carry. */
    public byte @Nullable [] correlationData() {
        return correlationData == null ? null : correlationData.clone();
    }

    /** The user properties, in order. */
    public List<Map.Entry<String, String>> userProperties() {
        return userProperties;
    }

    /** Collects a message. */
    public static final class Builder {
        private final String topic;
        private final byte[] payload;
        private @Nullable Long deadlineMs;
        private boolean retain;
        private @Nullable String contentType;
        private @Nullable String responseTopic;
        private byte @Nullable [] correlationData;
        private final List<Map.Entry<String, String>> userProperties = new ArrayList<>();

        private Builder(String topic, byte[] payload) {
            this.topic = topic;
            this.payload = payload.clone();
        }

        /**
         * Wall time in milliseconds after which the message must not be delivered any more. It goes out with what is
         * left of it as its message expiry, and not at all once it has passed.
         */
        public Builder deadlineMs(long value) {
            deadlineMs = value;
            return this;
        }

        /** Whether the broker shall retain it; not for commands. */
        public Builder retain(boolean value) {
            retain = value;
            return this;
        }

        /** What the payload is. */
        public Builder contentType(String value) {
            contentType = value;
            return this;
        }

        /** Where an answer is expected. */
        public Builder responseTopic(String value) {
            responseTopic = value;
            return this;
        }

        /** What an answer must carry. */
        public Builder correlationData(String value) {
            correlationData = value.getBytes(StandardCharsets.UTF_8);
            return this;
        }

        /** What an answer must carry. */
        public Builder correlationData(byte[] value) {
            correlationData = value.clone();
            return this;
        }

        /** Adds a user property. */
        public Builder userProperty(String name, String value) {
            userProperties.add(Map.entry(name, value));
            return this;
        }

        /** The message. */
        public MqttPublication build() {
            return new MqttPublication(this);
        }
    }
}
