package io.wardstream.bench.drill;

import java.util.Locale;

/** What a run does to the job, the broker or the messages. */
public enum Fault {
    /** The broker's process is ended as hard as it can bear, is gone for a while, and starts again. */
    BROKER_KILLED,
    /** A TaskManager that reads is killed with {@code kill -9}; a new one joins. */
    TASKMANAGER_KILLED,
    /** The job stops with a savepoint, devices go on, the job goes on from the savepoint. */
    STOP_AND_RESUME,
    /** From parallelism 1 to 4 to 2, through savepoints, while devices go on. */
    RESCALE,
    /** Another client connects with the client id of one of the job's sessions. */
    TAKEOVER,
    /** The first checkpoints fail or time out: nothing may be acknowledged by then. */
    ABORTED_CHECKPOINTS,
    /** The window holds half of what comes in a checkpoint interval. */
    WINDOW_EXHAUSTED,
    /** 10,000 messages wait in the sessions when the job starts, or starts again. */
    QUEUED_BEFORE_START,
    /** Thousands of messages that no deserializer can read, among the others. */
    MALFORMED_FLOOD,
    /** The job starts again with a wrong password, and then with the right one. */
    WRONG_CREDENTIALS,
    /** The job starts again and finds a broker whose certificate has expired, and then one with a valid one. */
    EXPIRED_CERTIFICATE,
    /**
     * The broker no longer has the sessions when the job starts again: it must fail and stay failed until told to go
     * on.
     */
    SESSION_LOST;

    /** How it is called in results and arguments. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
