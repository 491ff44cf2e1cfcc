package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.Set;

/** Nothing flows although the bag is not empty. HIGH where the drug must not stop abruptly. */
public final class NoFlow implements OneSign {

    public static final PatternCard CARD = new PatternCard(
            "NoFlow",
            1,
            "FLOW",
            "Infusion does not run",
            Priority.MEDIUM,
            AlarmKind.PHYSIOLOGICAL,
            false,
            About.SUBJECT,
            "A kink, a clamp left closed, a clotted or dislodged access: the patient does not get what was ordered.",
            "less than a fifth of at least 5 g that should have flowed, over at least 3 min, with more than 50 mL left: clinical catalogue I7, IHE PCD TF-2 event 196940",
            "fluid that flows into the tissue; a line without an order before it has run for some minutes; a stop of a line"
                    + " that is ordered to run at less than about 15 mL/h, which no load cell is sure of: FlowDeviation and"
                    + " BelowKvo watch it");

    static final SettingKey SHARE = new SettingKey(
            "NoFlow.stoppedShare", "1", 0.2, 0.05, 0.5, "share of the expected loss below which nothing flows");

    static final SettingKey LOSS_G =
            new SettingKey("NoFlow.expectedG", "g", 5, 3, 50, "expected loss before it is judged");

    static final SettingKey LEAST_MS =
            new SettingKey("NoFlow.leastMs", "ms", 180_000, 60_000, 3_600_000, "shortest time over which it is judged");

    static final SettingKey LEVEL_ML =
            new SettingKey("NoFlow.levelMl", "mL", 50, 10, 1_000, "fluid left above which a stop is no empty bag");

    /**
     * The numbers.
     *
     * @param stoppedShare share of the expected loss below which nothing flows, 1
     * @param expectedG expected loss before it is judged, g
     * @param leastMs shortest time over which it is judged, ms
     * @param levelMl fluid left above which a stop is no empty bag, mL
     */
    public record Limits(double stoppedShare, double expectedG, long leastMs, double levelMl) {

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(
                    settings.get(SHARE), settings.get(LOSS_G), settings.millis(LEAST_MS), settings.get(LEVEL_ML));
        }
    }

    @Override
    public PatternCard card() {
        return CARD;
    }

    @Override
    public String stage() {
        return "nothing-flows";
    }

    @Override
    public Set<SignKind> signs() {
        return Set.of(SignKind.FLOW_STOPPED);
    }

    @Override
    public boolean clearedBy(Sign sign) {
        return sign.kind() == SignKind.FLOW_RESUMED
                || sign.kind() == SignKind.BAG_CHANGED
                || sign.kind() == SignKind.BAG_EMPTY;
    }

    /** HIGH where the drug must not stop abruptly: the sign's reason names such a bag class. */
    @Override
    public Priority priority(Sign last) {
        return last.reason() == null ? CARD.priority() : Priority.HIGH;
    }

    @Override
    public List<SettingKey> settings() {
        return List.of(SHARE, LOSS_G, LEAST_MS, LEVEL_ML);
    }
}
