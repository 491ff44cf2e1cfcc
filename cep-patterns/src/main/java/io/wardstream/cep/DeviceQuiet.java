package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.DeviceKind;
import io.wardstream.model.Priority;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A device was not heard for some periods: a warning, before it is missed ({@link DeviceSilent}). Both are stages of
 * one alarm. Where the warning would come no sooner than the alarm there is none.
 */
public final class DeviceQuiet implements OneSign {

    public static final PatternCard CARD = new PatternCard(
            "DeviceQuiet",
            1,
            "SILENCE",
            "Device was not heard for a while",
            Priority.LOW,
            AlarmKind.TECHNICAL,
            false,
            About.DEVICE,
            "A plug that came out or a device that lost its network is put right before the patient is unwatched for long.",
            "three periods: 90 s for monitors that report every 30 s, 15 s for load cells that report every 5 s: clinical"
                    + " catalogue T1",
            "a device that reports less often than this by design: give its line or ward a longer time");

    static final SettingKey SCALE_QUIET_MS = new SettingKey(
            "DeviceQuiet.scaleQuietMs",
            "ms",
            15_000,
            3_000,
            3_600_000,
            "silence after which a load cell or clamp is warned of");
    static final SettingKey MONITOR_QUIET_MS = new SettingKey(
            "DeviceQuiet.monitorQuietMs",
            "ms",
            90_000,
            3_000,
            86_400_000,
            "silence after which a monitor is warned of");

    /**
     * The numbers.
     *
     * @param scaleQuietMs silence after which a load cell or a clamp is warned of, ms
     * @param monitorQuietMs silence after which a monitor is warned of, ms
     */
    public record Limits(long scaleQuietMs, long monitorQuietMs) {

        public Limits {
            if (scaleQuietMs <= 0 || monitorQuietMs <= 0) {
                throw new IllegalArgumentException(
                        "DeviceQuiet times must be positive: " + scaleQuietMs + " ms, " + monitorQuietMs + " ms");
            }
        }

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(settings.millis(SCALE_QUIET_MS), settings.millis(MONITOR_QUIET_MS));
        }

        /** How long a device may be silent unwarned, ms; empty if it speaks only when it is used. */
        public OptionalLong forKind(DeviceKind kind) {
            return switch (kind) {
                case LOAD_CELL, LOAD_CELL_WITH_CLAMP, CLAMP -> OptionalLong.of(scaleQuietMs);
                case MONITOR -> OptionalLong.of(monitorQuietMs);
                case STAFF_TERMINAL -> OptionalLong.empty();
            };
        }
    }

    @Override
    public PatternCard card() {
        return CARD;
    }

    @Override
    public String stage() {
        return "device-falls-quiet";
    }

    @Override
    public Set<SignKind> signs() {
        return Set.of(SignKind.DEVICE_QUIET);
    }

    @Override
    public boolean clearedBy(Sign sign) {
        return sign.kind() == SignKind.DEVICE_HEARD;
    }

    @Override
    public List<SettingKey> settings() {
        return List.of(SCALE_QUIET_MS, MONITOR_QUIET_MS);
    }
}
