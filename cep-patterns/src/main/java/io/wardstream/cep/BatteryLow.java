package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.Set;

/** A device's battery is low. */
public final class BatteryLow implements OneSign {

    public static final PatternCard CARD = new PatternCard(
            "BatteryLow",
            1,
            "BATTERY",
            "Device's battery is low",
            Priority.LOW,
            AlarmKind.TECHNICAL,
            false,
            About.DEVICE,
            "A device whose battery is empty falls silent, and a clamp without power stays where it is.",
            "below 20 %, MEDIUM below 10 %, two messages in a row; over above 25 %: clinical catalogue T4",
            "a device that does not say how much is left; a battery that is worn and falls from half to nothing");

    static final SettingKey LOW_PCT = new SettingKey("BatteryLow.lowPct", "%", 20, 1, 90, "a battery with less is low");

    static final SettingKey VERY_LOW_PCT =
            new SettingKey("BatteryLow.veryLowPct", "%", 10, 0, 90, "with less it is MEDIUM; 0: never");

    static final SettingKey CLEAR_PCT =
            new SettingKey("BatteryLow.clearPct", "%", 25, 2, 100, "a battery with more is charged again");

    /**
     * The numbers.
     *
     * @param lowPct a battery with less is low, %
     * @param veryLowPct with less it is MEDIUM, %
     * @param clearPct with more it is charged again, %
     */
    public record Limits(double lowPct, double veryLowPct, double clearPct) {

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(settings.get(LOW_PCT), settings.get(VERY_LOW_PCT), settings.get(CLEAR_PCT));
        }

        /** Whether it is low. */
        public boolean isLow(double pct) {
            return pct < lowPct || isVeryLow(pct);
        }

        /** Whether it is so low that it is MEDIUM. */
        public boolean isVeryLow(double pct) {
            return pct < veryLowPct;
        }

        /** Whether it is charged again. */
        public boolean isCharged(double pct) {
            return pct > clearPct && !isLow(pct);
        }
    }

    @Override
    public PatternCard card() {
        return CARD;
    }

    @Override
    public String stage() {
        return "battery-is-low";
    }

    @Override
    public Set<SignKind> signs() {
        return Set.of(SignKind.BATTERY_LOW);
    }

    @Override
    public boolean clearedBy(Sign sign) {
        return sign.kind() == SignKind.BATTERY_OK;
    }

    /** MEDIUM where the assessor says in the sign's reason that it is nearly empty. */
    @Override
    public Priority priority(Sign last) {
        return last.reason() == null ? CARD.priority() : Priority.MEDIUM;
    }

    @Override
    public List<SettingKey> settings() {
        return List.of(LOW_PCT, VERY_LOW_PCT, CLEAR_PCT);
    }
}
