package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.Set;

/** The rate is off the ordered one by more than a quarter; MEDIUM from a half. */
public final class FlowDeviation implements OneSign {

    public static final PatternCard CARD = new PatternCard(
            "FlowDeviation",
            1,
            "FLOW",
            "Infusion runs at another rate than ordered",
            Priority.LOW,
            AlarmKind.PHYSIOLOGICAL,
            false,
            About.SUBJECT,
            "Gravity sets drift: in a published observation only one in five ran within a fifth of the ordered rate.",
            "25 % off, MEDIUM from 50 %; back within 15 %: clinical catalogue I8; the window grows until the rate is known to a tenth",
            "a line without an order");

    static final SettingKey OFF =
            new SettingKey("FlowDeviation.offShare", "1", 0.25, 0.1, 0.9, "deviation from the order that counts");

    static final SettingKey FAR_OFF = new SettingKey(
            "FlowDeviation.farOffShare", "1", 0.5, 0.2, 5, "deviation from the order that counts as MEDIUM");

    static final SettingKey BACK = new SettingKey(
            "FlowDeviation.backShare", "1", 0.15, 0.05, 0.8, "deviation below which the rate is normal again");

    static final SettingKey CONFIRM_MS = new SettingKey(
            "FlowDeviation.confirmMs", "ms", 600_000, 60_000, 3_600_000, "how long the deviation must last");

    static final SettingKey BACK_MS = new SettingKey(
            "FlowDeviation.backMs", "ms", 300_000, 30_000, 3_600_000, "how long the rate must be normal again");

    /**
     * The numbers.
     *
     * @param offShare deviation from the order that counts, 1
     * @param farOffShare deviation from the order that counts as MEDIUM, 1
     * @param backShare deviation below which the rate is normal again, 1
     * @param confirmMs how long the deviation must last, ms
     * @param backMs how long the rate must be normal again, ms
     */
    public record Limits(double offShare, double farOffShare, double backShare, long confirmMs, long backMs) {

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(
                    settings.get(OFF),
                    settings.get(FAR_OFF),
                    settings.get(BACK),
                    settings.millis(CONFIRM_MS),
                    settings.millis(BACK_MS));
        }
    }

    @Override
    public PatternCard card() {
        return CARD;
    }

    @Override
    public String stage() {
        return "rate-is-off";
    }

    @Override
    public Set<SignKind> signs() {
        return Set.of(SignKind.FLOW_LOW, SignKind.FLOW_HIGH);
    }

    @Override
    public boolean clearedBy(Sign sign) {
        return sign.kind() == SignKind.FLOW_NORMAL || sign.kind() == SignKind.BAG_CHANGED;
    }

    /** MEDIUM where the assessor says in the sign's reason that it is far off. */
    @Override
    public Priority priority(Sign last) {
        return last.reason() == null ? CARD.priority() : Priority.MEDIUM;
    }

    @Override
    public List<SettingKey> settings() {
        return List.of(OFF, FAR_OFF, BACK, CONFIRM_MS, BACK_MS);
    }
}
