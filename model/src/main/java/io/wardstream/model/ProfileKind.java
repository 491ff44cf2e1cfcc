package io.wardstream.model;

/** The language that a device speaks: its topics, its payloads, and how its clamp is told to close. */
public enum ProfileKind {
    /** Ours: {@code ward/v1/{ward}/{deviceId}/…}, JSON with boot and running number. */
    NATIVE,
    /** Feeds of the Adafruit IO firmware: {@code {account}/feeds/{feed}}, the payload is a number as text. */
    ADAFRUIT_IO,
    /** Alibaba's thing model: {@code /sys/{account}/{name}/thing/…}, JSON with named properties. */
    ALIYUN,
    /** Any other JSON, by pointers from the payload to our fields. */
    MAPPING
}
