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
 * Nothing is heard of a device any more. The silence is measured on the ward clock, never on the device's own: a device
 * that died cannot count its own silence.
 */
public final class DeviceSilent implements OneSign {

    public static final PatternCard CARD = new PatternCard(
            "DeviceSilent",
            1,
            "SILENCE",
            "Device is silent",
            Priority.MEDIUM,
            AlarmKind.TECHNICAL,
            false,
            About.DEVICE,
            "A patient whose monitor or load cell has stopped talking is not watched, and nothing else would say so.",
            "five periods: 150 s for monitors that report every 30 s, 60 s for load cells (IHE CP-PCD-146 asks for a"
                    + " keep-alive between reporter and manager)",
            "a device that keeps repeating an old value; the time in which the system itself was down");

    static final SettingKey SCALE_SILENT_MS = new SettingKey(
            "DeviceSilent.scaleSilentMs",
            "ms",
            60_000,
            5_000,
            3_600_000,
            "silence after which a load cell or clamp is missed");
    static final SettingKey MONITOR_SILENT_MS = new SettingKey(
            "DeviceSilent.monitorSilentMs",
            "ms",
            150_000,
            5_000,
            86_400_000,
            "silence after which a monitor is missed");

    /**
     * The numbers.
     *
     * @param scaleSilentMs silence after which a load cell or a clamp is missed, ms
     * @param monitorSilentMs silence after which a monitor is missed, ms
     */
    public record Limits(long scaleSilentMs, long monitorSilentMs) {

        public Limits {
            if (scaleSilentMs <= 0 || monitorSilentMs <= 0) {
                throw new IllegalArgumentException(
                        "DeviceSilent times must be positive: " + scaleSilentMs + " ms, " + monitorSilentMs + " ms");
            }
        }

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(settings.millis(SCALE_SILENT_MS), settings.millis(MONITOR_SILENT_MS));
        }

        /** How long a device may be silent, ms; empty if it speaks only when it is used. */
        public OptionalLong forKind(DeviceKind kind) {
            return switch (kind) {
                case LOAD_CELL, LOAD_CELL_WITH_CLAMP, CLAMP -> OptionalLong.of(scaleSilentMs);
                case MONITOR -> OptionalLong.of(monitorSilentMs);
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
        return "device-falls-silent";
    }

    @Override
    public Set<SignKind> signs() {
        return Set.of(SignKind.DEVICE_SILENT);
    }

    @Override
    public boolean clearedBy(Sign sign) {
        return sign.kind() == SignKind.DEVICE_HEARD;
    }

    @Override
    public List<SettingKey> settings() {
        return List.of(SCALE_SILENT_MS, MONITOR_SILENT_MS);
    }
}
