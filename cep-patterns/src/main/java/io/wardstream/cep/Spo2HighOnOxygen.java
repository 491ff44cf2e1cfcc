package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.Set;

/** A patient with a prescribed target of 88 to 92 % is given oxygen and saturates far above it. */
public final class Spo2HighOnOxygen extends Assessed {

    public static final PatternCard CARD = new PatternCard(
            "Spo2HighOnOxygen",
            1,
            "SPO2_HIGH",
            "Oxygen saturation is above its target",
            Priority.LOW,
            AlarmKind.PHYSIOLOGICAL,
            false,
            About.SUBJECT,
            "In hypercapnic respiratory failure too much oxygen takes away the drive to breathe: less may "
                    + "be given.",
            "97 % on oxygen scores 3 on NEWS2 scale 2; three measurements are a design default",
            "a patient whose target was not entered as scale 2; oxygen that nobody reported");

    static final SettingKey HIGH_PCT = new SettingKey(
            "Spo2HighOnOxygen.highPct", "%", 97, 93, 100, "saturation from which it is too high on oxygen");
    static final SettingKey MEASUREMENTS = new SettingKey(
            "Spo2HighOnOxygen.measurements", "1", 3, 1, 20, "distinct measurements in a row that must agree");

    /**
     * The numbers.
     *
     * @param highPct saturation from which it is too high on oxygen, %
     * @param measurements distinct measurements in a row that must agree
     */
    public record Limits(double highPct, int measurements) {

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(settings.get(HIGH_PCT), settings.count(MEASUREMENTS));
        }

        /** The range, and how many measurements must agree that it was left. */
        public Range range() {
            return new Range(
                    Double.NEGATIVE_INFINITY,
                    highPct,
                    Double.NEGATIVE_INFINITY,
                    highPct - 1,
                    true,
                    measurements,
                    measurements);
        }
    }

    public Spo2HighOnOxygen() {
        super(
                CARD,
                "saturation-is-above-its-target",
                Set.of(SignKind.SPO2_HIGH),
                Set.of(SignKind.SPO2_HIGH_OVER),
                List.of(HIGH_PCT, MEASUREMENTS));
    }
}
