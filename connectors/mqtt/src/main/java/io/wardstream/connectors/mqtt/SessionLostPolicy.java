package io.wardstream.connectors.mqtt;

/**
 * What to do when the broker no longer knows a session that a checkpoint says was begun: it was restarted without its
 * store, the session expired, or somebody deleted it. Messages that were queued in it are gone.
 */
public enum SessionLostPolicy {
    /** Fail, so that somebody looks. */
    FAIL,
    /** Log a warning, count it, and begin a new session. */
    WARN
}
