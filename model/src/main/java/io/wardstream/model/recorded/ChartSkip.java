package io.wardstream.model.recorded;

/** Why a row of an infusion chart tells nothing of a hanging bag. A row is counted under the first that holds. */
public enum ChartSkip {
    /** A drug by pump or syringe, a bolus, a push, or nothing that goes into a vein. */
    NOT_CONTINUOUS_IV,
    /** The order was cancelled: what it says was not given. */
    CANCELLED,
    /** Another row was written in its place; what it says was not given, and the other says what was. */
    REWRITTEN,
    /** Mixed into a bag that has a row of its own. */
    ADDITIVE,
    /** The rate is absent, or no volume in a time. */
    RATE_NOT_BY_VOLUME,
    /** The rate is zero or below. */
    RATE_NOT_POSITIVE,
    /** The bag's content is in something else than millilitres. */
    BAG_NOT_IN_ML
}
