package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.Sign;
import java.util.List;

/**
 * A patient was in danger, and has been quiet since. The alarms' life says it, once, so that whoever was called hears how it
 * ended and the record is complete. It is said and over in the same instant.
 */
public final class Recovered implements AlarmRule {

    public static final PatternCard CARD = new PatternCard(
            "Recovered",
            1,
            "RECOVERED",
            "Patient is quiet again after a HIGH alarm",
            Priority.ADVISORY,
            AlarmKind.PHYSIOLOGICAL,
            false,
            About.SUBJECT,
            "Whoever was called wants to hear that it is over; an audit wants to see how long it took.",
            "a HIGH alarm about the body ended, and for 30 min no HIGH or MEDIUM alarm of the patient was open: alarm V24 of the"
                    + " clinical document",
            "a patient who was discharged, or whose monitor is silent: that is an alarm that is open");

    static final SettingKey QUIET_MS = new SettingKey(
            "Recovered.quietMs",
            "ms",
            1_800_000,
            300_000,
            14_400_000,
            "how long no HIGH or MEDIUM alarm of the patient must have been open; alarm V24 of the clinical document");

    /** The settings, for the catalogue. */
    static final List<SettingKey> SETTINGS = List.of(QUIET_MS);

    /**
     * The numbers.
     *
     * @param quietMs how long no urgent alarm must have been open, ms
     */
    public record Limits(long quietMs) {

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(settings.millis(QUIET_MS));
        }
    }

    @Override
    public PatternCard card() {
        return CARD;
    }

    /** It is over as soon as it is said: no sign ends it. */
    @Override
    public boolean clearedBy(Sign sign) {
        return false;
    }

    @Override
    public boolean momentary() {
        return true;
    }
}
