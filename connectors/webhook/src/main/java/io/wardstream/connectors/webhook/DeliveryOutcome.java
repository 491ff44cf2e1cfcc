package io.wardstream.connectors.webhook;

/** How one message stands at one endpoint after an attempt, or after the decision not to make one. */
public enum DeliveryOutcome {
    /** The endpoint answered 2xx. Final. */
    DELIVERED,
    /** The attempt failed; the message is still kept and another attempt follows. */
    WILL_RETRY,
    /**
     * The message was given up: the retry schedule is exhausted, the endpoint answered 410 Gone, the message cannot be
     * sent at all, or its sequence belongs to a different message. Final; the report says which.
     */
    DEAD,
    /**
     * A later sequence of the same orderKey had been delivered before this one could be. Final; it was not sent as
     * news.
     */
    SUPERSEDED;

    /** Whether no further report follows for the same message. */
    public boolean isFinal() {
        return this != WILL_RETRY;
    }
}
