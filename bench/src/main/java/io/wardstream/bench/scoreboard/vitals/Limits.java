package io.wardstream.bench.scoreboard.vitals;

/**
 * The limits that clinicians were told of, written down once more, and how far a good monitor may be off: half a unit of
 * rounding, its own error, its bias. What is further beyond a limit than that is surely seen beyond it.
 */
final class Limits {

    static final double SPO2_OFF = 2;
    static final double HR_OFF = 2.5;
    static final double RR_OFF = 1.3;
    static final double CUFF_OFF = 5.5;
    static final double MEAN_OFF = 5.5;
    static final double TEMP_OFF = 0.15;

    static final double HR_LOW = 50;
    static final double HR_HIGH = 120;
    static final double HR_VERY_LOW = 40;
    static final double HR_VERY_HIGH = 140;
    static final double RR_UNUSUAL_LOW = 10;
    static final double RR_UNUSUAL_HIGH = 24;
    static final double RR_LOW = 8;
    static final double RR_HIGH = 30;
    static final double RR_VERY_LOW = 6;
    static final double RR_VERY_HIGH = 35;
    static final double SYS_LOW = 90;
    static final double SYS_HIGH = 160;
    static final double SYS_VERY_LOW = 80;
    static final double SYS_VERY_HIGH = 200;
    static final double MEAN_LOW = 65;
    static final double MEAN_VERY_LOW = 55;
    static final double SHOCK_HIGH = 0.9;
    static final double SHOCK_VERY_HIGH = 1.3;
    static final double SHOCK_VERY_HIGH_LOW_SYS = 1.0;
    static final double SHOCK_LOW_SYS = 100;
    static final double TEMP_LOW = 35.5;
    static final double TEMP_HIGH = 38.5;
    static final double TEMP_VERY_LOW = 35;
    static final double TEMP_VERY_HIGH = 39.5;
    static final double OPIOID_RR = 10;
    static final double OPIOID_FALL = 3;

    private Limits() {}

    static double spo2Low(boolean retainer) {
        return retainer ? 88 : 90;
    }

    static double desaturation(boolean retainer) {
        return retainer ? 83 : 85;
    }

    static double spo2Critical() {
        return 80;
    }
}
