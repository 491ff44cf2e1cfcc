package io.wardstream.model.recorded;

import java.util.Optional;

/** The formats of recorded vital signs that can be read. */
public enum RecordingFormat {
    /**
     * BIDMC PPG and Respiration Dataset 1.0.0, {@code *_Numerics.csv}: one row a second with heart rate, pulse, respiration
     * and saturation.
     */
    BIDMC("bidmc", "_Numerics.csv", ','),
    /**
     * PhysioNet Challenge 2019, {@code *.psv}: one row an hour. {@code ICULOS} counts the hours from 1; {@code FiO2} is a
     * fraction.
     */
    PHYSIONET_2019("physionet-2019", ".psv", '|');

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

    String suffix() {
        return suffix;
    }

    char separator() {
        return separator;
    }
}
