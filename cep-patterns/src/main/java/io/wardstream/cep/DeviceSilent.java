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
 * that died cannot count its own silence. It goes on from the warning of {@link DeviceQuiet}, in the same alarm.
 *
 * <p>HIGH where what was heard last was bad: a scale whose bag had less than the urgent minutes left, or the only word
 * of a patient whose NEWS2 was at the urgent total. Each is asked of the subject that the device is watched under: for
 * a scale its line, which does not know the patient's score; for a monitor its patient, whose lines it does not know.
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
            "five periods: 150 s for monitors that report every 30 s, 60 s for load cells; HIGH with less than 15 min of"
                    + " fluid left or a NEWS2 of 5: clinical catalogue T1 (IHE CP-PCD-146 asks for a keep-alive between"
                    + " reporter and manager)",
            "a device that keeps repeating an old value; the time in which the system itself was down; a bag whose rate was"
                    + " not known yet");

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
    static final SettingKey URGENT_MINUTES = new SettingKey(
            "DeviceSilent.urgentMinutes",
            "min",
            15,
            0,
            120,
            "a scale whose bag had less than this left is missed with HIGH priority; 0: never");
    static final SettingKey URGENT_NEWS2 = new SettingKey(
            "DeviceSilent.urgentNews2",
            "{score}",
            5,
            1,
            21,
            "a monitor whose patient had this total or more is missed with HIGH priority; 21: hardly ever");

    /**
     * The numbers.
     *
     * @param scaleSilentMs silence after which a load cell or a clamp is missed, ms
     * @param monitorSilentMs silence after which a monitor is missed, ms
     * @param urgentMinutes less than this left in the bag is urgent, min
     * @param urgentNews2 this NEWS2 or more is urgent
     */
    public record Limits(long scaleSilentMs, long monitorSilentMs, double urgentMinutes, int urgentNews2) {

        public Limits {
            if (scaleSilentMs <= 0 || monitorSilentMs <= 0) {
                throw new IllegalArgumentException(
                        "DeviceSilent times must be positive: " + scaleSilentMs + " ms, " + monitorSilentMs + " ms");
            }
        }

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(
                    settings.millis(SCALE_SILENT_MS),
                    settings.millis(MONITOR_SILENT_MS),
                    settings.get(URGENT_MINUTES),
                    settings.count(URGENT_NEWS2));
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

    /** HIGH where the assessor says in the sign's reason what was bad when the device was heard last. */
    @Override
    public Priority priority(Sign last) {
        return last.reason() == null ? CARD.priority() : Priority.HIGH;
    }

    @Override
    public List<SettingKey> settings() {
        return List.of(SCALE_SILENT_MS, MONITOR_SILENT_MS, URGENT_MINUTES, URGENT_NEWS2);
    }
}
