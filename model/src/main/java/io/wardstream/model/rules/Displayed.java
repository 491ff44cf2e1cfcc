package io.wardstream.model.rules;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The resolution at which charts are read: bands are defined on the values that a nurse sees, so a value is rounded half
 * up before it is banded. Values are finite.
 */
final class Displayed {

    private Displayed() {}

    /** Everything but the temperature: the nearest whole number, halves up. */
    static int whole(double value) {
        return (int) Math.floor(value + 0.5);
    }

    /** A temperature in tenths of a degree, halves up: 36.05 °C is 361. */
    static int tenths(double celsius) {
        return BigDecimal.valueOf(celsius)
                .setScale(1, RoundingMode.HALF_UP)
                .movePointRight(1)
                .intValue();
    }
}
