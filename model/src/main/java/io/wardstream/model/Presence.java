package io.wardstream.model;

/**
 * A device's word, or its broker's last will for it, that it is there or gone.
 *
 * @param state whether it is connected
 */
public record Presence(PresenceState state) {}
