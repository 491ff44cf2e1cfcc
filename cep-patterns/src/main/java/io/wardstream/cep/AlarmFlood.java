package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.Sign;
import java.util.List;

/**
 * One subject, a line or a patient, alarms so often that people stop listening. The alarms' life counts; this says when
 * it is too much, and what it is called. It suppresses nothing: it asks that somebody look at the limits.
 */
public final class AlarmFlood implements AlarmRule {

    public static final PatternCard CARD = new PatternCard(
            "AlarmFlood",
            1,
            "ALARM_FLOOD",
            "Too many alarms",
            Priority.ADVISORY,
            AlarmKind.TECHNICAL,
            false,
            About.SUBJECT,
            "The more alarms nobody needs, the later people answer the next one; a few patients make most of them, and their"
                    + " limits can be set for them.",
            "more than 10 an hour, or more than 3 of one pattern in 10 min that ended by themselves within 60 s: alarm"
                    + " T8 of the clinical document (design default after studies of where alarms concentrate)",
            "alarms of one bed that are spread over its lines and its patient: each of them is counted by itself");

    /** Over how long alarms are counted, ms: the hour in the limit's name. */
    public static final long HOUR_MS = 3_600_000;

    static final SettingKey PER_HOUR = new SettingKey(
            "AlarmFlood.perHour", "1", 10, 1, 1_000, "alarms of one subject in an hour that are not too many");
    static final SettingKey SELF_CLEARED = new SettingKey(
            "AlarmFlood.selfCleared",
            "1",
            3,
            1,
            100,
            "alarms of one pattern that ended by themselves within the window and are not too many");
    static final SettingKey SELF_CLEARED_WITHIN_MS = new SettingKey(
            "AlarmFlood.selfClearedWithinMs",
            "ms",
            60_000,
            1_000,
            600_000,
            "an alarm that ends sooner than this after it was raised, unacknowledged, has ended by itself");
    static final SettingKey SELF_CLEARED_WINDOW_MS = new SettingKey(
            "AlarmFlood.selfClearedWindowMs",
            "ms",
            600_000,
            60_000,
            HOUR_MS,
            "over how long alarms that ended by themselves are counted");

    /** The settings, for the catalogue. */
    static final List<SettingKey> SETTINGS =
            List.of(PER_HOUR, SELF_CLEARED, SELF_CLEARED_WITHIN_MS, SELF_CLEARED_WINDOW_MS);

    /**
     * The numbers.
     *
     * @param perHour alarms in an hour that are not too many
     * @param selfCleared self-ended alarms of one pattern in the window that are not too many
     * @param selfClearedWithinMs how soon an alarm must end to have ended by itself, ms
     * @param selfClearedWindowMs over how long these are counted, ms
     */
    public record Limits(int perHour, int selfCleared, long selfClearedWithinMs, long selfClearedWindowMs) {

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(
                    settings.count(PER_HOUR),
                    settings.count(SELF_CLEARED),
                    settings.millis(SELF_CLEARED_WITHIN_MS),
                    settings.millis(SELF_CLEARED_WINDOW_MS));
        }
    }

    @Override
    public PatternCard card() {
        return CARD;
    }

    /** It ends with time, when the count falls: no sign ends it. */
    @Override
    public boolean clearedBy(Sign sign) {
        return false;
    }
}
