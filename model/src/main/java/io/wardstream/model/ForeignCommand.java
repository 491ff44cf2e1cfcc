package io.wardstream.model;

import org.jspecify.annotations.Nullable;

/**
 * The message that closes a foreign clamp, word for word as it is published. It carries neither an expiry nor an epoch
 * that the device could check: see {@code docs/devices.md}.
 *
 * @param topic where it goes
 * @param payload its text, UTF-8
 * @param answerId what the device names when it answers that it cannot; null if it never does
 */
public record ForeignCommand(
        String topic, String payload, @Nullable String answerId) {}
