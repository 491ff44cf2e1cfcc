package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.Set;

/** The hook is empty, and no new bag was hung in the time that a change takes. */
public final class BagRemoved implements OneSign {

    public static final PatternCard CARD = new PatternCard(
            "BagRemoved",
            1,
            "BAG_REMOVED",
            "Infusion bag was taken off",
            Priority.LOW,
            AlarmKind.PHYSIOLOGICAL,
            false,
            About.SUBJECT,
            "Was the infusion meant to stop? A bag that lies on the bed runs backwards.",
            "20 g below the empty bag for 60 s; MEDIUM after 10 min: clinical catalogue I12",
            "a scale that falls silent with the bag: that is DeviceSilent's");

    static final SettingKey CONFIRM_MS =
            new SettingKey("BagRemoved.confirmMs", "ms", 60_000, 15_000, 600_000, "how long the hook must be empty");

    /**
     * The number.
     *
     * @param confirmMs how long the hook must be empty, ms
     */
    public record Limits(long confirmMs) {

        /** The number in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(settings.millis(CONFIRM_MS));
        }
    }

    @Override
    public PatternCard card() {
        return CARD;
    }

    @Override
    public String stage() {
        return "bag-is-gone";
    }

    @Override
    public Set<SignKind> signs() {
        return Set.of(SignKind.BAG_REMOVED);
    }

    @Override
    public boolean clearedBy(Sign sign) {
        return isBack(sign);
    }

    /** Whether a bag hangs again. */
    static boolean isBack(Sign sign) {
        return sign.kind() == SignKind.BAG_REHUNG || sign.kind() == SignKind.BAG_CHANGED;
    }

    @Override
    public List<SettingKey> settings() {
        return List.of(CONFIRM_MS);
    }
}
