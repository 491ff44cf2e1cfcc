package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.Set;

/** Oxygen saturation is far below its limit. One measurement is enough if the signal is good, else two in a row. */
public final class Spo2Desaturation extends Assessed {

    public static final PatternCard CARD = new PatternCard(
            "Spo2Desaturation",
            1,
            "SPO2",
            "Oxygen saturation has fallen far",
            Priority.HIGH,
            AlarmKind.PHYSIOLOGICAL,
            true,
            About.SUBJECT,
            "At this saturation the reserve is gone: what comes next comes within minutes.",
            "85 % is the desaturation alarm of Mindray monitors below the usual limit of 90 %, 10 % below "
                    + "the limit is the rapid desaturation of Masimo oximeters; 83 % for patients with a prescribed "
                    + "target of 88 to 92 % is where NEWS2 scale 2 turns red; recovery at 88 % twice is a design "
                    + "default",
            "a probe that is off or cold fingers, where the oximeter gives no perfusion and no quality");

    static final SettingKey LOW_PCT = new SettingKey(
            "Spo2Desaturation.lowPct", "%", 85, 60, 87, "saturation at and below which it is a desaturation");
    static final SettingKey SCALE2_LOW_PCT = new SettingKey(
            "Spo2Desaturation.scale2LowPct",
            "%",
            83,
            60,
            86,
            "the same for a patient with a prescribed target of 88 to 92 %");
    static final SettingKey FALL_PCT = new SettingKey(
            "Spo2Desaturation.fallPct",
            "%",
            10,
            5,
            30,
            "how far below the limit of the patient it is a desaturation, too");
    static final SettingKey RECOVERED_PCT = new SettingKey(
            "Spo2Desaturation.recoveredPct", "%", 88, 88, 100, "saturation from which it is over, in two measurements");

    /**
     * The numbers.
     *
     * @param lowPct saturation at and below which it is a desaturation, %
     * @param scale2LowPct the same for a patient with a prescribed target of 88 to 92 %, %
     * @param fallPct how far below the limit of the patient it is a desaturation, too, %
     * @param recoveredPct saturation from which it is over, in two measurements, %
     */
    public record Limits(double lowPct, double scale2LowPct, double fallPct, double recoveredPct) {

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(
                    settings.get(LOW_PCT),
                    settings.get(SCALE2_LOW_PCT),
                    settings.get(FALL_PCT),
                    settings.get(RECOVERED_PCT));
        }

        /**
         * The range, and how many measurements must agree that it was left.
         *
         * @param scale2 whether a target of 88 to 92 % is prescribed
         * @param limitPct the limit of {@link Spo2Low} in force for the patient
         */
        public Range range(boolean scale2, double limitPct) {
            double low = Math.max(scale2 ? scale2LowPct : lowPct, limitPct - fallPct);
            return new Range(
                    low,
                    Double.POSITIVE_INFINITY,
                    Math.max(recoveredPct, low + 1),
                    Double.POSITIVE_INFINITY,
                    true,
                    1,
                    1);
        }
    }

    public Spo2Desaturation() {
        super(
                CARD,
                "saturation-has-fallen-far",
                Set.of(SignKind.SPO2_DESATURATED),
                Set.of(SignKind.SPO2_DESATURATION_OVER),
                List.of(LOW_PCT, SCALE2_LOW_PCT, FALL_PCT, RECOVERED_PCT));
    }
}
