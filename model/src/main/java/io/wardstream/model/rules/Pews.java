package io.wardstream.model.rules;

import org.jspecify.annotations.Nullable;

/**
 * The national Paediatric Early Warning System of England, as far as it can be had without its tables: it says which of the
 * four charts is a child's, and that no score is computed. No validated table of the charts' bands has been loaded here; an
 * invented number would be worse than none, and {@link News2} must not stand in for it. A parent's or carer's worry
 * escalates whatever any score says.
 */
public final class Pews {

    private Pews() {}

    /**
     * The four charts, by completed age: the age bands of England's national charts (to be confirmed by a holder of the
     * charts). The last has no upper end here: from 16 years on NEWS2 is meant, see {@link News2Eligibility}.
     */
    public enum AgeBand {
        /** 0 to 11 months. */
        MONTHS_0_TO_11(0),
        /** 1 to 4 years. */
        YEARS_1_TO_4(1),
        /** 5 to 12 years. */
        YEARS_5_TO_12(5),
        /** 13 years and more. */
        YEARS_13_AND_MORE(13);

        private final double fromYears;

        AgeBand(double fromYears) {
            this.fromYears = fromYears;
        }

        /**
         * The chart of an age, or null if it is unknown.
         *
         * @param ageYears age in years with its fraction (11 months are 0.92); null or not a number of 0 or more is unknown
         */
        public static @Nullable AgeBand of(@Nullable Double ageYears) {
            AgeBand last = null;
            for (AgeBand band : values()) {
                last = ageYears != null && ageYears >= band.fromYears ? band : last;
            }
            return last;
        }
    }

    /** Why there is no score. */
    public enum Reason {
        /** No table was loaded. */
        NO_TABLE("PEWS is not computed: no table of bands has been loaded."),
        /** Nobody has said how old the child is, so no chart can be chosen. */
        AGE_UNKNOWN("PEWS is not computed: the child's age is not known, and each age has its own chart.");

        private final String sentence;

        Reason(String sentence) {
            this.sentence = sentence;
        }

        /** One sentence for people. */
        public String sentence() {
            return sentence;
        }
    }

    /** What can be said. A score becomes a second kind of result when a table can be loaded. */
    public sealed interface Result {

        /**
         * There is no score.
         *
         * @param reason why
         * @param band the chart that would apply, or null if the age is unknown
         */
        record NotComputed(Reason reason, @Nullable AgeBand band) implements Result {}
    }

    /**
     * The result for a child of an age.
     *
     * @param ageYears age in years with its fraction; null or not a number of 0 or more is unknown
     */
    public static Result score(@Nullable Double ageYears) {
        AgeBand band = AgeBand.of(ageYears);
        return new Result.NotComputed(band == null ? Reason.AGE_UNKNOWN : Reason.NO_TABLE, band);
    }
}
