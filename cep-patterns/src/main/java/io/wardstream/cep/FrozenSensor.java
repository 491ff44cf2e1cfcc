package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.Set;

/** A sensor repeats one value where noise alone would move it. */
public final class FrozenSensor implements OneSign {

    public static final PatternCard CARD = new PatternCard(
            "FrozenSensor",
            1,
            "SENSOR",
            "Sensor repeats one value",
            Priority.LOW,
            AlarmKind.TECHNICAL,
            false,
            About.SUBJECT,
            "A value that never moves is no measurement: the patient is not watched.",
            "20 samples without any change: clinical document, section 3.3",
            "a sensor that is stuck and noisy");

    static final SettingKey SAMPLES =
            new SettingKey("FrozenSensor.samples", "1", 20, 10, 1_000, "equal samples in a row");

    static final SettingKey LEAST_MS =
            new SettingKey("FrozenSensor.leastMs", "ms", 600_000, 60_000, 7_200_000, "shortest time that they span");

    /**
     * The numbers.
     *
     * @param samples equal samples in a row, 1
     * @param leastMs shortest time that they span, ms
     */
    public record Limits(int samples, long leastMs) {

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(settings.count(SAMPLES), settings.millis(LEAST_MS));
        }
    }

    @Override
    public PatternCard card() {
        return CARD;
    }

    @Override
    public String stage() {
        return "value-never-moves";
    }

    @Override
    public Set<SignKind> signs() {
        return Set.of(SignKind.SENSOR_FROZEN);
    }

    @Override
    public boolean clearedBy(Sign sign) {
        return sign.kind() == SignKind.SENSOR_OK;
    }

    @Override
    public List<SettingKey> settings() {
        return List.of(SAMPLES, LEAST_MS);
    }
}
