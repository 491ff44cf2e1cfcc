package io.wardstream.model;

/** Whether a device is connected. */
public enum PresenceState {
    ONLINE,
    OFFLINE
}
