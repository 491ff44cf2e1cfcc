package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.Set;

/** Readings are outside of what can hang on a hook, or of what a monitor can measure of a body. */
public final class ImplausibleReading implements OneSign {

    public static final PatternCard CARD = new PatternCard(
            "ImplausibleReading",
            1,
            "SENSOR",
            "Sensor says what cannot be",
            Priority.LOW,
            AlarmKind.TECHNICAL,
            false,
            About.SUBJECT,
            "What cannot be true is not used; somebody has to look at the sensor.",
            "three readings in a row far below zero or above what a hook bears, or of a vital sign outside of the window of its"
                    + " device: clinical document, section 3.3",
            "a wrong value that is plausible");

    static final SettingKey LEAST_G =
            new SettingKey("ImplausibleReading.leastG", "g", -100, -1_000, -20, "less cannot be");

    static final SettingKey MOST_G =
            new SettingKey("ImplausibleReading.mostG", "g", 6_000, 1_000, 50_000, "more cannot be");

    /**
     * The numbers.
     *
     * @param leastG less cannot be, g
     * @param mostG more cannot be, g
     */
    public record Limits(double leastG, double mostG) {

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(settings.get(LEAST_G), settings.get(MOST_G));
        }
    }

    @Override
    public PatternCard card() {
        return CARD;
    }

    @Override
    public String stage() {
        return "reading-cannot-be";
    }

    @Override
    public Set<SignKind> signs() {
        return Set.of(SignKind.SENSOR_IMPLAUSIBLE);
    }

    @Override
    public boolean clearedBy(Sign sign) {
        return sign.kind() == SignKind.SENSOR_OK;
    }

    @Override
    public List<SettingKey> settings() {
        return List.of(LEAST_G, MOST_G);
    }
}
