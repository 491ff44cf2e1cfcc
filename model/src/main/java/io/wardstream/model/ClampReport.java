package io.wardstream.model;

import org.jspecify.annotations.Nullable;

/**
 * The clamp's own word: its position, and the command that it answers to.
 *
 * @param state its position now
 * @param commandId the command that this answers, or null when it moved or reports by itself
 * @param refused why it refused the command, or null when it did not
 */
public record ClampReport(
        ClampState state,
        @Nullable String commandId,
        @Nullable ClampRefusal refused) {}
