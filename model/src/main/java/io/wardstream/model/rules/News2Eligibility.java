package io.wardstream.model.rules;

import org.jspecify.annotations.Nullable;

/**
 * Whether {@link News2} may be applied to a patient at all: it was made for patients of 16 years and more who are not
 * pregnant (Royal College of Physicians, 2017). It may be unreliable after a spinal cord injury, which is for people to know.
 * Everything but {@link #ELIGIBLE} is a refusal with its reason.
 */
public enum News2Eligibility {
    /** NEWS2 may be computed. */
    ELIGIBLE("NEWS2 is computed."),
    /** Under 16 years. */
    UNDER_16("NEWS2 is not computed: the patient is under 16, and its bands are those of adults."),
    /** Pregnant. */
    PREGNANT("NEWS2 is not computed: the patient is pregnant, and pregnancy changes what is normal."),
    /** Nobody has said how old the patient is, and the caller takes nobody for an adult unseen. */
    AGE_UNKNOWN("NEWS2 is not computed: the patient's age is not known, and its bands are not those of children.");

    /** From this age on, in years. */
    public static final double FROM_YEARS = 16;

    /** What a patient of unknown age is taken for: a decision of the site, so it has no default here. */
    public enum UnknownAge {
        /** An adult: on a ward that takes nobody else. */
        IS_ADULT,
        /** Perhaps a child: refused. */
        IS_REFUSED
    }

    private final String sentence;

    News2Eligibility(String sentence) {
        this.sentence = sentence;
    }

    /**
     * Decides. Who is both under 16 and pregnant is refused for the age.
     *
     * @param ageYears age in years, with or without a fraction; null or not a number of 0 or more is unknown
     * @param pregnant null if nobody has said, which counts as not pregnant
     * @param unknownAge what a patient of unknown age is taken for
     */
    public static News2Eligibility of(@Nullable Double ageYears, @Nullable Boolean pregnant, UnknownAge unknownAge) {
        double age = ageYears == null || ageYears < 0 ? Double.NaN : ageYears;
        if (age < FROM_YEARS) {
            return UNDER_16;
        }
        if (pregnant != null && pregnant) {
            return PREGNANT;
        }
        return Double.isNaN(age) && unknownAge == UnknownAge.IS_REFUSED ? AGE_UNKNOWN : ELIGIBLE;
    }

    /** One sentence for people. */
    public String sentence() {
        return sentence;
    }
}
