package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.Set;

/** A bag has only minutes or a rest left: somebody has to come now. */
public final class CriticalLevel implements OneSign {

    public static final PatternCard CARD = new PatternCard(
            "CriticalLevel",
            1,
            LowLevel.CARD.family(),
            "Infusion bag is nearly empty",
            Priority.HIGH,
            AlarmKind.PHYSIOLOGICAL,
            true,
            About.SUBJECT,
            "In a few minutes the therapy stops, and blood may flow back and clot the access.",
            "20 mL, or 5 min to empty, in three filtered samples: clinical catalogue I3",
            "what LowLevel does not see either");

    static final SettingKey CRITICAL_ML =
            new SettingKey("CriticalLevel.criticalMl", "mL", 20, 2, 200, "fluid left at which a bag is nearly empty");
    static final SettingKey CRITICAL_MINUTES = new SettingKey(
            "CriticalLevel.criticalMinutes",
            "min",
            5,
            0,
            30,
            "time to empty at which a bag is nearly empty; 0: the time does not count");

    /**
     * The numbers.
     *
     * @param criticalMl fluid left at which a bag is nearly empty, mL
     * @param criticalMinutes time to empty at which it is, min; 0 if the time does not count
     */
    public record Limits(double criticalMl, double criticalMinutes) {

        public Limits {
            if (!(criticalMl > 0) || !(criticalMinutes >= 0)) {
                throw new IllegalArgumentException(
                        "CriticalLevel limits must be positive: " + criticalMl + " mL, " + criticalMinutes + " min");
            }
        }

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(settings.get(CRITICAL_ML), settings.get(CRITICAL_MINUTES));
        }

        /** Whether this much fluid, or this much time, is critical. */
        public boolean isCritical(double levelMl, double minutesLeft) {
            return levelMl <= criticalMl || minutesLeft <= criticalMinutes;
        }
    }

    @Override
    public PatternCard card() {
        return CARD;
    }

    @Override
    public String stage() {
        return "level-is-critical";
    }

    @Override
    public Set<SignKind> signs() {
        return Set.of(SignKind.LEVEL_CRITICAL);
    }

    @Override
    public boolean clearedBy(Sign sign) {
        return LowLevel.levelIsBack(sign);
    }

    @Override
    public List<SettingKey> settings() {
        return List.of(CRITICAL_ML, CRITICAL_MINUTES);
    }
}
