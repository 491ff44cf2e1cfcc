package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.Set;

/**
 * The scale's zero has moved. It is seen in three ways: the hook weighs less than nothing; staff say that the hook is
 * empty (HOOK_EMPTY) and it weighs something; or the weight creeps while the line's clamp says that it is closed. Of a
 * hook that nobody spoke of a little more than nothing says nothing: the infusion set may still hang there.
 */
public final class TareDrift implements OneSign {

    public static final PatternCard CARD = new PatternCard(
            "TareDrift",
            1,
            "TARE",
            "Load cell's zero has moved",
            Priority.LOW,
            AlarmKind.TECHNICAL,
            false,
            About.SUBJECT,
            "A zero that is off by 10 g makes an empty bag look like one with 10 mL left, or a full one empty.",
            "10 g with an empty hook, or over the time in which nothing flows: clinical catalogue I15; load cells drift by some"
                    + " grams with the temperature",
            "a drift while a bag runs; a clamp that leaks slowly looks the same, and the alarm says so");

    static final SettingKey OFF_G =
            new SettingKey("TareDrift.offG", "g", 10, 3, 100, "deviation from zero that counts");

    /**
     * The numbers.
     *
     * @param offG deviation from zero that counts, g
     */
    public record Limits(double offG) {

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(settings.get(OFF_G));
        }
    }

    @Override
    public PatternCard card() {
        return CARD;
    }

    @Override
    public String stage() {
        return "zero-has-moved";
    }

    @Override
    public Set<SignKind> signs() {
        return Set.of(SignKind.TARE_DRIFTED);
    }

    @Override
    public boolean clearedBy(Sign sign) {
        return sign.kind() == SignKind.TARE_CORRECTED;
    }

    @Override
    public List<SettingKey> settings() {
        return List.of(OFF_G);
    }
}
