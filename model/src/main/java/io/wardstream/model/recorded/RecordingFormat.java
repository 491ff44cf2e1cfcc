package io.wardstream.model.recorded;

import java.util.Optional;

/**
 * The formats of recordings that can be read: of vital signs ({@link Recording}) and of hooks
 * ({@link WeighedRecording}).
 */
public enum RecordingFormat {
    /**
     * BIDMC PPG and Respiration Dataset 1.0.0, {@code *_Numerics.csv}: one row a second with heart rate, pulse,
     * respiration and saturation.
     */
    BIDMC("bidmc", "_Numerics.csv", ','),
    /**
     * PhysioNet Challenge 2019, {@code *.psv}: one row an hour. {@code ICULOS} counts the hours from 1; {@code FiO2} is
     * a fraction.
     */
    PHYSIONET_2019("physionet-2019", ".psv", '|'),
    /**
     * PhysioNet Challenge 2012, {@code *.txt}: one value a row, {@code HH:MM,parameter,value}, at irregular times; see
     * {@link ParameterReader} for what is taken.
     */
    PHYSIONET_2012("physionet-2012", ".txt", ','),
    /** MIMIC-III, {@code INPUTEVENTS_MV.csv}: charted infusions, from which weights are worked out. */
    MIMIC_INFUSIONS("mimic-infusions", "INPUTEVENTS_MV.csv", ','),
    /** A scale's recording of liquid that drips into a vessel, {@code *.csv}: seconds and grams. */
    LOADCELL("loadcell", ".csv", ',');

    private final String word;
    private final String suffix;
    private final char separator;

    RecordingFormat(String word, String suffix, char separator) {
        this.word = word;
        this.suffix = suffix;
        this.separator = separator;
    }

    /** The format with a name as commands use it, for example {@code physionet-2019}. */
    public static Optional<RecordingFormat> named(String word) {
        for (RecordingFormat format : values()) {
            if (format.word.equals(word)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /** The name as commands use it. */
    public String word() {
        return word;
    }

    /** Whether it is of hooks, and not of vital signs. */
    public boolean weighs() {
        return this == MIMIC_INFUSIONS || this == LOADCELL;
    }

    /** Whether it has a row an hour or so: what was charted then is all that is known until the next. */
    public boolean isCharted() {
        return this == PHYSIONET_2019 || this == PHYSIONET_2012;
    }

    String suffix() {
        return suffix;
    }

    char separator() {
        return separator;
    }
}
