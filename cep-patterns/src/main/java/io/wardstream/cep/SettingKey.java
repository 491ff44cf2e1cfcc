package io.wardstream.cep;

/**
 * One number that a hospital may set: its name, its default, and the bounds that nobody may pass.
 *
 * @param name {@code Pattern.limit}, the unit at its end
 * @param unit the unit as a UCUM code
 * @param defaultValue the value in force when nobody has set one
 * @param min the smallest value that is accepted, inclusive
 * @param max the largest value that is accepted, inclusive
 * @param meaning one line for people, with the source of the default
 */
public record SettingKey(String name, String unit, double defaultValue, double min, double max, String meaning) {

    public SettingKey {
        if (!(min <= defaultValue && defaultValue <= max)) {
            throw new IllegalArgumentException(
                    name + ": the default " + defaultValue + " is not in [" + min + ", " + max + "]");
        }
    }

    /** Whether a value may be set. */
    public boolean accepts(double value) {
        return value >= min && value <= max;
    }
}
