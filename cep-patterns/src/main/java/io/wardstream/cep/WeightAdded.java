package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.Set;

/** The bag became heavier without being changed. */
public final class WeightAdded implements OneSign {

    public static final PatternCard CARD = new PatternCard(
            "WeightAdded",
            1,
            "WEIGHT",
            "Infusion bag became heavier",
            Priority.LOW,
            AlarmKind.PHYSIOLOGICAL,
            false,
            About.SUBJECT,
            "A drug was injected into the bag, something else hangs on the hook, or somebody pulls: the level is no longer known.",
            "20 to 150 g more, for 60 s: clinical catalogue I14",
            "less than 20 g");

    static final SettingKey LEAST_G = new SettingKey("WeightAdded.leastG", "g", 20, 10, 100, "gain that counts");

    static final SettingKey CONFIRM_MS =
            new SettingKey("WeightAdded.confirmMs", "ms", 60_000, 10_000, 600_000, "how long it must stay");

    /**
     * The numbers.
     *
     * @param leastG gain that counts, g
     * @param confirmMs how long it must stay, ms
     */
    public record Limits(double leastG, long confirmMs) {

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(settings.get(LEAST_G), settings.millis(CONFIRM_MS));
        }
    }

    @Override
    public PatternCard card() {
        return CARD;
    }

    @Override
    public String stage() {
        return "weight-was-added";
    }

    @Override
    public Set<SignKind> signs() {
        return Set.of(SignKind.WEIGHT_ADDED);
    }

    @Override
    public boolean clearedBy(Sign sign) {
        return sign.kind() == SignKind.WEIGHT_EXPLAINED || sign.kind() == SignKind.BAG_CHANGED;
    }

    @Override
    public List<SettingKey> settings() {
        return List.of(LEAST_G, CONFIRM_MS);
    }
}
