package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.Set;

/** The sensor of respiration counts no breath, or gives nothing although its signal is good, for as long as the limits allow. */
public final class ApnoeaSuspected extends Assessed {

    public static final PatternCard CARD = new PatternCard(
            "ApnoeaSuspected",
            1,
            "RESPIRATION",
            "No breath is seen",
            Priority.HIGH,
            AlarmKind.PHYSIOLOGICAL,
            true,
            About.SUBJECT,
            "Saturation falls only half a minute or more after the last breath: waiting for it is too " + "late.",
            "no breath for 30 s, between the 20 s of Philips and the 40 s that monitors allow; 8 /min "
                    + "twice to end it: clinical catalogue V8",
            "obstruction against which the chest still moves; an impedance sensor that loses its signal "
                    + "says 0 as well");

    static final SettingKey STOPPED_MS = new SettingKey(
            "ApnoeaSuspected.stoppedMs", "ms", 30_000, 10_000, 60_000, "how long no breath is seen before it is said");
    static final SettingKey RECOVERED = new SettingKey(
            "ApnoeaSuspected.recovered",
            "/min",
            8,
            4,
            12,
            "respiration rate from which it is over, in two measurements");

    /**
     * The numbers.
     *
     * @param stoppedMs how long no breath is seen before it is said, ms
     * @param recovered respiration rate from which it is over, in two measurements, /min
     */
    public record Limits(long stoppedMs, double recovered) {

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(settings.millis(STOPPED_MS), settings.get(RECOVERED));
        }
    }

    public ApnoeaSuspected() {
        super(
                CARD,
                "breath-is-not-seen",
                Set.of(SignKind.BREATHING_STOPPED),
                Set.of(SignKind.BREATHING_RESUMED),
                List.of(STOPPED_MS, RECOVERED));
    }
}
