package io.wardstream.jobs.safety.vitals;

/** The sensors of a monitor that come off. */
enum Sensor {
    ECG("the ECG's electrodes", Vital.HR),
    OXIMETER("the oximeter's probe", Vital.SPO2);

    private final String words;
    private final Vital vital;

    Sensor(String words, Vital vital) {
        this.words = words;
        this.vital = vital;
    }

    /** What people call it. */
    String words() {
        return words;
    }

    /** What it measures, and what is missing while it is off. */
    Vital vital() {
        return vital;
    }
}
