package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.Set;

/** A sensor is off, or its signal is too poor to be believed, for as long as the limits allow. */
public final class SensorOff extends Assessed {

    public static final PatternCard CARD = new PatternCard(
            "SensorOff",
            1,
            "SENSOR_OFF",
            "Sensor is off, or its signal is poor",
            Priority.LOW,
            AlarmKind.TECHNICAL,
            false,
            About.SUBJECT,
            "A patient whose sensor is off is not watched.",
            "60 s; perfusion below 0.3 % and quality below 0.5: clinical catalogue T2",
            "a sensor that is off and measures something");

    static final SettingKey OFF_MS =
            new SettingKey("SensorOff.offMs", "ms", 60_000, 10_000, 600_000, "how long it is off before it is said");
    static final SettingKey PERFUSION_PCT = new SettingKey(
            "SensorOff.perfusionPct", "%", 0.3, 0.05, 2, "perfusion index below which the oximeter is not believed");
    static final SettingKey QUALITY = new SettingKey(
            "SensorOff.quality", "1", 0.5, 0.1, 0.9, "quality of the signal below which the oximeter is not believed");

    /**
     * The numbers.
     *
     * @param offMs how long it is off before it is said, ms
     * @param perfusionPct perfusion index below which the oximeter is not believed, %
     * @param quality quality of the signal below which the oximeter is not believed
     */
    public record Limits(long offMs, double perfusionPct, double quality) {

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(settings.millis(OFF_MS), settings.get(PERFUSION_PCT), settings.get(QUALITY));
        }

        /** Whether the oximeter is not believed. */
        public boolean isPoor(double perfusion, double signalQuality) {
            return perfusion < perfusionPct || signalQuality < quality;
        }
    }

    public SensorOff() {
        super(
                CARD,
                "sensor-is-off",
                Set.of(SignKind.SENSOR_OFF),
                Set.of(SignKind.SENSOR_ON),
                List.of(OFF_MS, PERFUSION_PCT, QUALITY));
    }
}
