package io.wardstream.model;

/**
 * Why an input was refused. Each refused input lands in {@code ward.rejected} with one of these, its raw bytes and
 * where it came from.
 */
public enum RejectionReason {
    /** The payload has no bytes. */
    EMPTY(Category.ENVELOPE),
    /** The payload is larger than a device message can be. */
    TOO_LARGE(Category.ENVELOPE),
    /** The topic is not one that a device publishes on. */
    UNKNOWN_TOPIC(Category.ENVELOPE),
    /** The payload is not UTF-8. */
    NOT_UTF8(Category.SYNTAX),
    /** The payload is not one JSON value (RFC 8259). */
    NOT_JSON(Category.SYNTAX),
    /** The JSON is nested deeper, or has longer names, numbers or strings, than a device message can have. */
    TOO_DEEP_OR_LONG(Category.SYNTAX),
    /** A JSON object names the same field twice, or a recording the same parameter of one moment. */
    DUPLICATE_FIELD(Category.SYNTAX),
    /** The JSON is neither an object nor an array of objects, or an array without any. */
    NOT_A_MESSAGE(Category.SCHEMA),
    /** A field is not known: another unit, another spelling, another profile. */
    UNKNOWN_FIELD(Category.SCHEMA),
    /** A field has another JSON type than it must have. */
    WRONG_TYPE(Category.SCHEMA),
    /** A field that must be there is missing. */
    MISSING_FIELD(Category.SCHEMA),
    /** The message has no part that says anything, or more than one. */
    NOT_ONE_PART(Category.SCHEMA),
    /** A word is not one of those that are known. */
    UNKNOWN_WORD(Category.SCHEMA),
    /** A time is not an RFC 3339 date-time. */
    BAD_TIME(Category.VALUE),
    /** A value is outside what the device can honestly measure. */
    OUT_OF_RANGE(Category.VALUE),
    /** The message names another device than its topic. */
    ID_MISMATCH(Category.IDENTITY),
    /** No device of that name is registered. */
    UNKNOWN_DEVICE(Category.IDENTITY),
    /** The device is registered on another ward than the topic says. */
    WRONG_WARD(Category.IDENTITY),
    /** A record of the log itself could not be read. */
    BROKEN_RECORD(Category.SYNTAX),
    /** The device is registered with another profile than the one of this topic. */
    WRONG_PROFILE(Category.IDENTITY),
    /** The registry gives this topic to more than one device. */
    AMBIGUOUS_DEVICE(Category.IDENTITY),
    /** The profile of this topic's device is not valid; the registry has to be put right. */
    INVALID_PROFILE(Category.IDENTITY),
    /** More messages of a device without running numbers, at one beat of the clock, than can be told apart. */
    TOO_MANY_AT_ONCE(Category.ENVELOPE);

    /** What kind of mistake it was: who has to put it right. */
    public enum Category {
        /** The message as a parcel: topic and size. */
        ENVELOPE,
        /** It is no JSON. */
        SYNTAX,
        /** It is JSON, but not ours. */
        SCHEMA,
        /** It is ours, but a value cannot be true. */
        VALUE,
        /** It is not from whom it should be. */
        IDENTITY
    }

    private final Category category;

    RejectionReason(Category category) {
        this.category = category;
    }

    /** What kind of mistake it was. */
    public Category category() {
        return category;
    }
}
