package io.wardstream.model;

import org.jspecify.annotations.Nullable;

/**
 * A foreign device's clamp: where it says how it stands, and how it is told to close. It is never told to open.
 *
 * @param stateAt where it says its position: a feed's key, a property's name, or a JSON pointer; null if it never does,
 *     and then each command ends unanswered
 * @param closed what stands there when it is closed
 * @param open what stands there when it is open
 * @param commandAt where it is told to close: a feed's key, a property's name, or for a mapping a topic; null if it
 *     cannot be told
 * @param close what it is told; the same as {@code closed} if null
 */
public record ClampMapping(
        @Nullable String stateAt,
        @Nullable String closed,
        @Nullable String open,
        @Nullable String commandAt,
        @Nullable String close) {}
