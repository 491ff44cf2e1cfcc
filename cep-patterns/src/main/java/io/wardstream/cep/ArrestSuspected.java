package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.Set;

/** No heart beat, and no other sensor speaks against it. */
public final class ArrestSuspected extends Assessed {

    public static final PatternCard CARD = new PatternCard(
            "ArrestSuspected",
            1,
            "HEART_RATE",
            "No heart beat",
            Priority.HIGH,
            AlarmKind.PHYSIOLOGICAL,
            true,
            About.SUBJECT,
            "A heart that does not beat leaves minutes.",
            "no rate or one below 20 /min, with no saturation, no pulse and no pressure: clinical "
                    + "catalogue V23 (general knowledge, not from a source that was read)",
            "an electrode that is off while the oximeter is off, too; pulseless electrical activity");

    static final SettingKey LOW =
            new SettingKey("ArrestSuspected.low", "/min", 20, 5, 30, "heart rate below which it counts as none");

    /**
     * The numbers.
     *
     * @param low heart rate below which it counts as none, /min
     */
    public record Limits(double low) {

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(settings.get(LOW));
        }
    }

    public ArrestSuspected() {
        super(
                CARD,
                "heart-does-not-beat",
                Set.of(SignKind.ARREST_SUSPECTED),
                Set.of(SignKind.ARREST_OVER),
                List.of(LOW));
    }
}
