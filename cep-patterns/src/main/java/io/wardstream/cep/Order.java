package io.wardstream.cep;

import java.util.List;

/**
 * What was ordered for a line. Not a pattern: several are held against it. It is a setting like any other, so that
 * staff change it in the ordinary way, and every alarm names the version.
 *
 * @param mlPerH the ordered rate, mL/h; 0 if there is no order
 */
public record Order(double mlPerH) {

    static final SettingKey ML_PER_H = new SettingKey(
            "Order.mlPerH",
            "mL/h",
            0,
            0,
            3_000,
            "ordered rate of a line; 0: no order, and no deviation from it is judged");

    /** The settings. */
    static final List<SettingKey> SETTINGS = List.of(ML_PER_H);

    /** The order in force. */
    public static Order from(SettingsView settings) {
        return new Order(settings.get(ML_PER_H));
    }

    /** Whether there is one. */
    public boolean exists() {
        return mlPerH > 0;
    }
}
