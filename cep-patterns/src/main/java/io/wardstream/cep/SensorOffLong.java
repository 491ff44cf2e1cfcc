package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.Set;

/** A sensor has been off, or its signal too poor, for long. */
public final class SensorOffLong extends Assessed {

    public static final PatternCard CARD = new PatternCard(
            "SensorOffLong",
            1,
            "SENSOR_OFF",
            "Sensor has been off for long",
            Priority.MEDIUM,
            AlarmKind.TECHNICAL,
            false,
            About.SUBJECT,
            "A patient whose sensor has been off for minutes has not been watched for minutes.",
            "5 min: clinical catalogue T2",
            "a sensor that is off and measures something");

    static final SettingKey LONG_MS = new SettingKey(
            "SensorOffLong.longMs", "ms", 300_000, 120_000, 3_600_000, "how long it is off before it is urgent");

    /**
     * The numbers.
     *
     * @param longMs how long it is off before it is urgent, ms
     */
    public record Limits(long longMs) {

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(settings.millis(LONG_MS));
        }
    }

    public SensorOffLong() {
        super(CARD, "sensor-stays-off", Set.of(SignKind.SENSOR_OFF_LONG), Set.of(SignKind.SENSOR_ON), List.of(LONG_MS));
    }
}
