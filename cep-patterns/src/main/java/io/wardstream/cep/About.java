package io.wardstream.cep;

/** What an alarm is about: one alarm of a family can be open for each. */
public enum About {
    /** The infusion line, or whatever the subject of the signs is. */
    SUBJECT,
    /** One device of the subject. */
    DEVICE
}
