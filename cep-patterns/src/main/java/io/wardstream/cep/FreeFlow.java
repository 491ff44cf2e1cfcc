package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.Set;

/** The line runs dangerously fast. */
public final class FreeFlow implements OneSign {

    public static final PatternCard CARD = new PatternCard(
            "FreeFlow",
            1,
            "FREE_FLOW",
            "Infusion runs freely",
            Priority.HIGH,
            AlarmKind.PHYSIOLOGICAL,
            true,
            About.SUBJECT,
            "A roller clamp that slipped gives hours of fluid, or a drug, in minutes.",
            "twice the order, 500 mL/h without one, 1200 mL/h always, over 60 s: clinical catalogue I9",
            "a bag that is squeezed on purpose: without an order above 500 mL/h that is an alarm too");

    static final SettingKey TIMES =
            new SettingKey("FreeFlow.timesOrder", "1", 2, 1.5, 10, "so many times the order is free flow");

    static final SettingKey UNPLANNED = new SettingKey(
            "FreeFlow.unplannedMlPerH", "mL/h", 500, 100, 3_000, "rate without an order that is free flow");

    static final SettingKey ALWAYS = new SettingKey(
            "FreeFlow.alwaysMlPerH", "mL/h", 1_200, 300, 6_000, "rate that is free flow whatever was ordered");

    static final SettingKey CONFIRM_MS =
            new SettingKey("FreeFlow.confirmMs", "ms", 60_000, 15_000, 300_000, "how long it must last");

    /**
     * The numbers.
     *
     * @param timesOrder so many times the order is free flow, 1
     * @param unplannedMlPerH rate without an order that is free flow, mL/h
     * @param alwaysMlPerH rate that is free flow whatever was ordered, mL/h
     * @param confirmMs how long it must last, ms
     */
    public record Limits(double timesOrder, double unplannedMlPerH, double alwaysMlPerH, long confirmMs) {

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(
                    settings.get(TIMES), settings.get(UNPLANNED), settings.get(ALWAYS), settings.millis(CONFIRM_MS));
        }
    }

    @Override
    public PatternCard card() {
        return CARD;
    }

    @Override
    public String stage() {
        return "it-runs-freely";
    }

    @Override
    public Set<SignKind> signs() {
        return Set.of(SignKind.FREE_FLOW);
    }

    @Override
    public boolean clearedBy(Sign sign) {
        return sign.kind() == SignKind.FREE_FLOW_OVER
                || sign.kind() == SignKind.BAG_CHANGED
                || sign.kind() == SignKind.CLAMP_CLOSED
                || sign.kind() == SignKind.BAG_EMPTY;
    }

    @Override
    public List<SettingKey> settings() {
        return List.of(TIMES, UNPLANNED, ALWAYS, CONFIRM_MS);
    }
}
