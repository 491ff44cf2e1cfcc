package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.Set;

/**
 * A sensor repeats one value where noise alone would move it: a load cell that is known to be noisy, or the heart rate,
 * from the ECG or from the oximeter. A heart never beats twenty times as often as before; a saturation of 98 %, the
 * respiration of a ventilated patient and a pressure may well stay the same. The rate of a paced heart stays the same,
 * too: where pacemakers are worn, let it have more samples.
 *
 * <p>A frozen heart rate counts as unknown for a score, and the pulse stands in for it where there is one.
 */
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
            "20 samples without any change, over 10 min at least: clinical catalogue T3 and section 3.3",
            "a sensor that is stuck and noisy; vitals other than heart and pulse rate");

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
