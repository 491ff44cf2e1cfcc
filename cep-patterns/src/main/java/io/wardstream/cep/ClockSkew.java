package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.Set;

/** A device's clock is ahead of the ward's, or behind. */
public final class ClockSkew implements OneSign {

    public static final PatternCard CARD = new PatternCard(
            "ClockSkew",
            1,
            "CLOCK_SKEW",
            "Device's clock is off",
            Priority.LOW,
            AlarmKind.TECHNICAL,
            false,
            About.DEVICE,
            "Readings with a wrong time are put in the wrong order by whoever reads them later. No alarm depends on it.",
            "30 s, three messages in a row, back within 10 s: clinical catalogue T5",
            "a clock that is off by less");

    static final SettingKey OFF_MS =
            new SettingKey("ClockSkew.offMs", "ms", 30_000, 5_000, 3_600_000, "deviation that counts");

    static final SettingKey BACK_MS =
            new SettingKey("ClockSkew.backMs", "ms", 10_000, 1_000, 60_000, "deviation below which it is right again");

    /**
     * The numbers.
     *
     * @param offMs deviation that counts, ms
     * @param backMs deviation below which it is right again, ms
     */
    public record Limits(long offMs, long backMs) {

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(settings.millis(OFF_MS), settings.millis(BACK_MS));
        }
    }

    @Override
    public PatternCard card() {
        return CARD;
    }

    @Override
    public String stage() {
        return "clock-is-off";
    }

    @Override
    public Set<SignKind> signs() {
        return Set.of(SignKind.CLOCK_SKEWED);
    }

    @Override
    public boolean clearedBy(Sign sign) {
        return sign.kind() == SignKind.CLOCK_IN_STEP;
    }

    @Override
    public List<SettingKey> settings() {
        return List.of(OFF_MS, BACK_MS);
    }
}
