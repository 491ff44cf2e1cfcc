package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.Set;

/**
 * A blood pressure cuff is inflated on the limb that the line runs into: for a while it is not said that nothing flows.
 * What a cuff hides, and no more, is told by {@link Limits}, of a line as of a sensor on the same limb.
 */
public final class SameLimbCuff implements OneSign {

    public static final PatternCard CARD = new PatternCard(
            "SameLimbCuff",
            1,
            "CUFF",
            "Blood pressure cuff on the limb of the infusion",
            Priority.ADVISORY,
            AlarmKind.TECHNICAL,
            false,
            About.SUBJECT,
            "The cuff holds up the veins of its limb, so the drip slows or backs up: that nothing flows is not said meanwhile (NoFlow), everything else is. It should be on another limb.",
            "masked for at most 60 s: clinical catalogue X4, Philips; the pause is our own number",
            "a cuff whose monitor does not say that it runs, and every cuff while the registry does not know its limb or the line's");

    static final SettingKey MASK_MS = new SettingKey(
            "SameLimbCuff.maskMs",
            "ms",
            60_000,
            5_000,
            60_000,
            "how long from its start a cuff that goes on hides that nothing flows");

    static final SettingKey PAUSE_MS = new SettingKey(
            "SameLimbCuff.pauseMs",
            "ms",
            120_000,
            60_000,
            3_600_000,
            "how long after that no other start hides anything");

    /**
     * The numbers.
     *
     * @param maskMs how long from its start a cuff that goes on hides that nothing flows, ms
     * @param pauseMs how long after that no other start hides anything, ms
     */
    public record Limits(long maskMs, long pauseMs) {

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(settings.millis(MASK_MS), settings.millis(PAUSE_MS));
        }
    }

    @Override
    public PatternCard card() {
        return CARD;
    }

    @Override
    public String stage() {
        return "cuff-is-inflated";
    }

    @Override
    public Set<SignKind> signs() {
        return Set.of(SignKind.CUFF_INFLATED);
    }

    @Override
    public boolean clearedBy(Sign sign) {
        return sign.kind() == SignKind.CUFF_OVER;
    }

    @Override
    public List<SettingKey> settings() {
        return List.of(MASK_MS, PAUSE_MS);
    }
}
