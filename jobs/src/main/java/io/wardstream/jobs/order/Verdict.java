package io.wardstream.jobs.order;

/** What a message is, by its boot and running number. */
public enum Verdict {
    /** Newer than everything seen: it counts. */
    NEW,
    /** Older than something seen, and never seen itself: it is kept, but it can no longer change what is judged. */
    STALE,
    /** Seen before: delivered twice. */
    DUPLICATE
}
