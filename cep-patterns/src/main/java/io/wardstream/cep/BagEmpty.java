package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.Set;

/** A bag is empty: no more than the residue is left, and nothing flows any more. Two conditions, from one load cell. */
public final class BagEmpty implements OneSign {

    public static final PatternCard CARD = new PatternCard(
            "BagEmpty",
            1,
            LowLevel.CARD.family(),
            "Infusion bag is empty",
            Priority.HIGH,
            AlarmKind.PHYSIOLOGICAL,
            true,
            About.SUBJECT,
            "Blood flows back and clots the access; a rigid vented bottle, a central line or a Y-site can let air in.",
            "10 mL above the empty bag and no loss, three samples, 15 s: clinical catalogue I4",
            "air in the line; a bag whose registered tare is wrong by more than the residue; that a slow or restless line stands,"
                    + " before that is told from its noise (half an hour at most)");

    static final SettingKey EMPTY_ML =
            new SettingKey("BagEmpty.emptyMl", "mL", 10, 0, 50, "what stays in an empty bag and its chamber");
    static final SettingKey CONFIRM_MS = new SettingKey(
            "BagEmpty.confirmMs", "ms", 15_000, 5_000, 120_000, "how long the samples that agree must span");

    /**
     * The numbers.
     *
     * @param emptyMl what stays in an empty bag, mL
     * @param confirmMs how long the samples that agree must span, ms
     */
    public record Limits(double emptyMl, long confirmMs) {

        public Limits {
            if (!(emptyMl >= 0) || confirmMs <= 0) {
                throw new IllegalArgumentException(
                        "BagEmpty limits must be positive: " + emptyMl + " mL, " + confirmMs + " ms");
            }
        }

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(settings.get(EMPTY_ML), settings.millis(CONFIRM_MS));
        }
    }

    @Override
    public PatternCard card() {
        return CARD;
    }

    @Override
    public String stage() {
        return "bag-is-empty";
    }

    @Override
    public Set<SignKind> signs() {
        return Set.of(SignKind.BAG_EMPTY);
    }

    @Override
    public boolean clearedBy(Sign sign) {
        return LowLevel.levelIsBack(sign);
    }

    @Override
    public List<SettingKey> settings() {
        return List.of(EMPTY_ML, CONFIRM_MS);
    }
}
