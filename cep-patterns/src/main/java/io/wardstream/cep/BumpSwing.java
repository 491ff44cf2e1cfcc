package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.Set;

/** The bag was bumped, swings, or somebody pulls at it: for a while its rate is not judged. */
public final class BumpSwing implements OneSign {

    public static final PatternCard CARD = new PatternCard(
            "BumpSwing",
            1,
            "BUMP",
            "Infusion bag was bumped or swings",
            Priority.ADVISORY,
            AlarmKind.TECHNICAL,
            false,
            About.SUBJECT,
            "While a bag swings its weight says little: rates are not judged, free flow and the level are.",
            "30 g and back within 5 s, masked for 30 s: clinical catalogue I13",
            "a slow pull at the line");

    static final SettingKey JUMP_G =
            new SettingKey("BumpSwing.jumpG", "g", 30, 10, 200, "a jump of a reading that is a bump");

    static final SettingKey MASK_MS = new SettingKey(
            "BumpSwing.maskMs", "ms", 30_000, 5_000, 120_000, "how long the rate is not judged after the last jump");

    /**
     * The numbers.
     *
     * @param jumpG a jump of a reading that is a bump, g
     * @param maskMs how long the rate is not judged after the last jump, ms
     */
    public record Limits(double jumpG, long maskMs) {

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(settings.get(JUMP_G), settings.millis(MASK_MS));
        }
    }

    @Override
    public PatternCard card() {
        return CARD;
    }

    @Override
    public String stage() {
        return "bag-was-bumped";
    }

    @Override
    public Set<SignKind> signs() {
        return Set.of(SignKind.BUMPED);
    }

    @Override
    public boolean clearedBy(Sign sign) {
        return sign.kind() == SignKind.BUMP_OVER;
    }

    @Override
    public List<SettingKey> settings() {
        return List.of(JUMP_G, MASK_MS);
    }
}
