package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.Set;

/**
 * Alarms that the system raises about itself and its clamps. No pattern finds them: the clamp gate, the watchdog of the
 * ward clock, the guard against late events and the alarms' life do. They are in the catalogue so that everything that
 * can alarm is written down in one place.
 */
public final class SystemAlarms {

    /** The gate held a close command back. */
    public static final AlarmRule CLAMP_WITHHELD = new Rule(
            new PatternCard(
                    "ClampWithheld",
                    1,
                    "CLAMP_WITHHELD",
                    "Clamp was not closed",
                    Priority.HIGH,
                    AlarmKind.TECHNICAL,
                    false,
                    About.SUBJECT,
                    "The bag runs out, nobody came, and the line stays open: somebody has to go.",
                    "design D5: what is not closed is said aloud",
                    "nothing: the alarm's reason names the interlock"),
            Set.of(SignKind.LEVEL_RESTORED, SignKind.BAG_CHANGED, SignKind.CLAMP_CLOSED),
            false);

    /** A clamp moved, and nobody had it move. */
    public static final AlarmRule CLAMP_MOVED = new ClampMoved();

    /** A clamp was told to close and did not say that it is closed. */
    public static final AlarmRule CLAMP_FAULT = new Rule(
            new PatternCard(
                    "ClampFault",
                    1,
                    "CLAMP_FAULT",
                    "Clamp did not obey",
                    Priority.HIGH,
                    AlarmKind.TECHNICAL,
                    false,
                    About.SUBJECT,
                    "A clamp that was told to close and did not say so within 5 s cannot be trusted: somebody has to go.",
                    "5 s: the project's clamp rules, interlock 6",
                    "a clamp that says closed and leaks"),
            Set.of(SignKind.CLAMP_CLOSED, SignKind.BAG_CHANGED),
            false);

    /** Event time does not advance. */
    public static final AlarmRule WARD_CLOCK_STALLED = new Rule(
            new PatternCard(
                    "WardClockStalled",
                    1,
                    "CLOCK",
                    "The ward clock stands still",
                    Priority.HIGH,
                    AlarmKind.TECHNICAL,
                    false,
                    About.SUBJECT,
                    "While the clock stands still no absence can be noticed: bedside alarms are all there is.",
                    "2 s of wall time: design D1",
                    "its own death: a watchman outside the cluster is needed for that"),
            Set.of(),
            false);

    /** A sign came after the ward clock had passed its time. */
    public static final AlarmRule SIGN_TOO_LATE = new Rule(
            new PatternCard(
                    "SignTooLate",
                    1,
                    "LATE",
                    "A message came behind the ward clock",
                    Priority.HIGH,
                    AlarmKind.TECHNICAL,
                    true,
                    About.SUBJECT,
                    "The clock promises that nothing earlier is still to come. When that is broken an alarm may be wrong"
                            + " or missing.",
                    "design D1",
                    "nothing"),
            Set.of(),
            true);

    /** A watchman's question has no answer. */
    public static final AlarmRule PIPELINE_CANARY = new Rule(
            new PatternCard(
                    "PipelineCanary",
                    1,
                    "PIPELINE",
                    "No alarm can be relied on",
                    Priority.HIGH,
                    AlarmKind.TECHNICAL,
                    false,
                    About.SUBJECT,
                    "A monitor that is itself dead or far behind raises nothing, and silence looks like peace.",
                    "a watchman's question, asked each 5 s at the broker, is not an alarm in the log within 10 s: alarm T7 of the"
                            + " clinical document",
                    "its own death; a single subject's trouble; the way from the log to people"),
            Set.of(),
            false);

    /** One subject alarms so often that people stop listening. */
    public static final AlarmRule ALARM_FLOOD = new AlarmFlood();

    /** A patient was in danger, and has been quiet since. */
    public static final AlarmRule RECOVERED = new Recovered();

    /** All of them, in the order of the documents. */
    public static final List<AlarmRule> ALL = List.of(
            CLAMP_WITHHELD,
            CLAMP_MOVED,
            CLAMP_FAULT,
            WARD_CLOCK_STALLED,
            PIPELINE_CANARY,
            SIGN_TOO_LATE,
            ALARM_FLOOD,
            RECOVERED);

    private SystemAlarms() {}

    private record Rule(PatternCard card, Set<SignKind> clearedBy, boolean momentary) implements AlarmRule {
        @Override
        public boolean clearedBy(Sign sign) {
            return clearedBy.contains(sign.kind());
        }
    }
}
