package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.Set;

/** Oxygen saturation is critical: said at once, on one measurement. */
public final class Spo2Critical extends Assessed {

    public static final PatternCard CARD = new PatternCard(
            "Spo2Critical",
            1,
            "SPO2",
            "Oxygen saturation is critical",
            Priority.HIGH,
            AlarmKind.PHYSIOLOGICAL,
            true,
            About.SUBJECT,
            "Organs suffer within minutes.",
            "80 %: the desaturation alarm of Mindray and Philips monitors; recovery at 88 % twice is a "
                    + "design default",
            "a probe that is off or cold fingers");

    static final SettingKey LOW_PCT =
            new SettingKey("Spo2Critical.lowPct", "%", 80, 50, 84, "saturation at and below which it is critical");
    static final SettingKey RECOVERED_PCT = new SettingKey(
            "Spo2Critical.recoveredPct", "%", 88, 85, 100, "saturation from which it is over, in two measurements");

    /**
     * The numbers.
     *
     * @param lowPct saturation at and below which it is critical, %
     * @param recoveredPct saturation from which it is over, in two measurements, %
     */
    public record Limits(double lowPct, double recoveredPct) {

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(settings.get(LOW_PCT), settings.get(RECOVERED_PCT));
        }

        /** The range, and how many measurements must agree that it was left. */
        public Range range() {
            return new Range(lowPct, Double.POSITIVE_INFINITY, recoveredPct, Double.POSITIVE_INFINITY, true, 1, 1);
        }
    }

    public Spo2Critical() {
        super(
                CARD,
                "saturation-is-critical",
                Set.of(SignKind.SPO2_CRITICAL),
                Set.of(SignKind.SPO2_CRITICAL_OVER),
                List.of(LOW_PCT, RECOVERED_PCT));
    }
}
