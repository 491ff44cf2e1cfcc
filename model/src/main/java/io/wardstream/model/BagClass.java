package io.wardstream.model;

/**
 * What runs in a line, as far as it decides whether closing the clamp is the safer state. For a plain maintenance
 * crystalloid it is; for drugs that must not stop abruptly (vasopressors: norepinephrine's label warns of it), for
 * glucose with insulin, parenteral nutrition and blood it is not.
 */
public enum BagClass {
    MAINTENANCE_CRYSTALLOID(ClampPolicy.AUTO_CLOSE),
    RESUSCITATION_FLUID(ClampPolicy.ALERT_ONLY),
    VASOPRESSOR(ClampPolicy.ALERT_ONLY),
    INSULIN_GLUCOSE(ClampPolicy.ALERT_ONLY),
    PARENTERAL_NUTRITION(ClampPolicy.ALERT_ONLY),
    BLOOD(ClampPolicy.ALERT_ONLY),
    OTHER_DRUG(ClampPolicy.ALERT_ONLY),
    UNKNOWN(ClampPolicy.ALERT_ONLY);

    private final ClampPolicy defaultPolicy;

    BagClass(ClampPolicy defaultPolicy) {
        this.defaultPolicy = defaultPolicy;
    }

    /**
     * Whether its abrupt stop endangers the patient: norepinephrine's label warns of it, parenteral nutrition's stop
     * drops the blood sugar, and fluid that resuscitates is needed.
     */
    public boolean mustNotStop() {
        return switch (this) {
            case VASOPRESSOR, INSULIN_GLUCOSE, PARENTERAL_NUTRITION, RESUSCITATION_FLUID -> true;
            case MAINTENANCE_CRYSTALLOID, BLOOD, OTHER_DRUG, UNKNOWN -> false;
        };
    }

    /** The policy of a line with such a bag unless its registry entry says otherwise. */
    public ClampPolicy defaultPolicy() {
        return defaultPolicy;
    }
}
