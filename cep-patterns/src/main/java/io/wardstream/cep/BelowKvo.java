package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.Set;

/** It flows, but more slowly than keeps the vein open. */
public final class BelowKvo implements OneSign {

    public static final PatternCard CARD = new PatternCard(
            "BelowKvo",
            1,
            "KVO",
            "Infusion too slow to keep the vein open",
            Priority.LOW,
            AlarmKind.PHYSIOLOGICAL,
            false,
            About.SUBJECT,
            "A drip below the rate that keeps a vein open clots the access.",
            "10 mL/h for 15 min: clinical catalogue I10; 5 to 50 mL/h are in use, 10 most often",
            "a line that was ordered slower, or has never run faster; where the load cell wanders, most of it");

    static final SettingKey KVO =
            new SettingKey("BelowKvo.kvoMlPerH", "mL/h", 10, 1, 60, "rate that keeps the vein open");

    static final SettingKey CONFIRM_MS =
            new SettingKey("BelowKvo.confirmMs", "ms", 900_000, 60_000, 7_200_000, "how long it must be slower");

    /**
     * The numbers.
     *
     * @param kvoMlPerH rate that keeps the vein open, mL/h
     * @param confirmMs how long it must be slower, ms
     */
    public record Limits(double kvoMlPerH, long confirmMs) {

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(settings.get(KVO), settings.millis(CONFIRM_MS));
        }
    }

    @Override
    public PatternCard card() {
        return CARD;
    }

    @Override
    public String stage() {
        return "it-drips-too-slowly";
    }

    @Override
    public Set<SignKind> signs() {
        return Set.of(SignKind.BELOW_KVO);
    }

    @Override
    public boolean clearedBy(Sign sign) {
        return sign.kind() == SignKind.ABOVE_KVO
                || sign.kind() == SignKind.BAG_CHANGED
                || sign.kind() == SignKind.BAG_EMPTY;
    }

    @Override
    public List<SettingKey> settings() {
        return List.of(KVO, CONFIRM_MS);
    }
}
