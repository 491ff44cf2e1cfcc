package io.wardstream.model;

/** How a delivery to an endpoint stands. */
public enum DeliveryOutcome {
    /** The endpoint answered 2xx. */
    DELIVERED,
    /** The attempt failed; another follows. */
    WILL_RETRY,
    /** Every attempt failed, or the endpoint said that it wants no more: a dead letter. */
    DEAD,
    /** A later event of the same alarm was delivered before: this one would be old news and was not sent. */
    SUPERSEDED
}
