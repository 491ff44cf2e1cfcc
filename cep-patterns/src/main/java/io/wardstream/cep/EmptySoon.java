package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.Set;

/** A bag will be empty within {@link Limits#minutes} at the rate at which it runs: time to prepare the next one. */
public final class EmptySoon implements OneSign {

    public static final PatternCard CARD = new PatternCard(
            "EmptySoon",
            1,
            LowLevel.CARD.family(),
            "Infusion bag will be empty soon",
            Priority.LOW,
            AlarmKind.PHYSIOLOGICAL,
            false,
            About.SUBJECT,
            "Nurses come to half of all alarms within 10 minutes only: a new bag has to be called for before the old one is"
                    + " low.",
            "30 min, two of three estimates, 40 min to end it: clinical catalogue I1; the time is (level − 10 mL) ÷ rate,"
                    + " with a rate that is known to a quarter of itself",
            "a rate that is not known yet (the first minutes of a bag) or has just been changed");

    static final SettingKey MINUTES = new SettingKey(
            "EmptySoon.minutes", "min", 30, 10, 240, "time to empty at which the next bag is called for; at least");
    static final SettingKey CLEAR_MINUTES = new SettingKey(
            "EmptySoon.clearMinutes", "min", 40, 15, 300, "time to empty above which that is no longer so");

    /**
     * The numbers.
     *
     * @param minutes time to empty at which the next bag is called for, min
     * @param clearMinutes time to empty above which that is no longer so, min
     */
    public record Limits(double minutes, double clearMinutes) {

        public Limits {
            if (!(minutes > 0) || !(clearMinutes > 0)) {
                throw new IllegalArgumentException(
                        "EmptySoon times must be positive: " + minutes + " min, " + clearMinutes + " min");
            }
        }

        /** The numbers in force. Whoever sets the first above the second still gets a gap between them. */
        public static Limits from(SettingsView settings) {
            double minutes = settings.get(MINUTES);
            return new Limits(minutes, Math.max(settings.get(CLEAR_MINUTES), minutes * 1.1));
        }
    }

    @Override
    public PatternCard card() {
        return CARD;
    }

    @Override
    public String stage() {
        return "bag-will-be-empty-soon";
    }

    @Override
    public Set<SignKind> signs() {
        return Set.of(SignKind.EMPTY_SOON);
    }

    @Override
    public boolean clearedBy(Sign sign) {
        return sign.kind() == SignKind.EMPTY_LATER || LowLevel.levelIsBack(sign);
    }

    @Override
    public List<SettingKey> settings() {
        return List.of(MINUTES, CLEAR_MINUTES);
    }
}
