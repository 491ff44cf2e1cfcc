package io.wardstream.model;

/** Why the gate held a close command back. Each is said aloud as a HIGH technical alarm. */
public enum WithholdReason {
    /** The line's policy is {@link ClampPolicy#ALERT_ONLY}. */
    POLICY_ALERT_ONLY,
    /** No device with a clamp is registered for the line. */
    NO_CLAMP,
    /** The newest reading does not confirm that the bag is low. */
    LEVEL_NOT_LOW,
    /** The newest reading is too old to act on. */
    READING_TOO_OLD,
    /** Event time and the wall clock are too far apart: the decision is old news, or the clocks disagree. */
    DECISION_TOO_OLD,
    /** Somebody acknowledged after the pattern came to hold and before the command went out. */
    ACKNOWLEDGED,
    /** The clamp says that it is closed already. */
    ALREADY_CLOSED,
    /** The clamp's profile has no way to tell it to close, or is not valid. */
    NO_COMMAND_WAY,
    /** The bag was bumped, lifted or changed a moment ago, or its sensor is out of order. */
    DISTURBED,
    /**
     * The bag is lighter than what ran out of it explains, or something hangs beside it: its weight alone says that it
     * is low, and the flow does not.
     */
    LEVEL_UNCERTAIN,
    /** Staff opened the clamp a short while ago. */
    MANUAL_OVERRIDE,
    /** The patient is being resuscitated. */
    RESUSCITATION,
    /** The registry has the line on two patients, or two load cells or clamps on it: whose bag this is is in doubt. */
    ASSOCIATION_CONFLICT,
    /** The patient's newest systolic pressure is low: what runs in the line may be what keeps it up. */
    HYPOTENSION
}
