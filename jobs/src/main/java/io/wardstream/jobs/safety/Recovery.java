package io.wardstream.jobs.safety;

import io.wardstream.cep.PatternCard;
import io.wardstream.cep.Recovered;
import io.wardstream.model.AlarmEvent;
import io.wardstream.model.Evidence;
import io.wardstream.model.Finding;
import io.wardstream.model.Priority;
import io.wardstream.model.Subject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a patient who was in danger has been quiet for long enough: alarm V24. Quiet means that no HIGH and no MEDIUM alarm of
 * the patient is open, one that waits for its acknowledgement among them. Pure; times are ward milliseconds.
 */
final class Recovery {

    private Recovery() {}

    /** The alarm whose danger is over and was not followed up yet, or -1. */
    static int pending(List<AlarmState> alarms) {
        for (int i = 0; i < alarms.size(); i++) {
            if (alarms.get(i).highEndedAt() != null) {
                return i;
            }
        }
        return -1;
    }

    /** When the patient has been quiet for long enough if nothing more happens; null while something urgent is open. */
    static @Nullable Long dueAt(AlarmState pending, List<AlarmState> alarms, long quietMs) {
        Long endedAt = pending.highEndedAt();
        if (endedAt == null) {
            return null;
        }
        long since = endedAt;
        for (AlarmState alarm : alarms) {
            AlarmEvent last = alarm.last();
            if (last.priority() != Priority.HIGH && last.priority() != Priority.MEDIUM) {
                continue;
            }
            if (!alarm.closed()) {
                return null;
            }
            since = Math.max(since, last.at());
        }
        return since + quietMs;
    }

    /** What is said. */
    static Finding finding(AlarmState ended, long at, long settingsVersion) {
        AlarmEvent last = ended.last();
        Long endedAt = ended.highEndedAt();
        long onset = endedAt == null ? at : endedAt;
        PatternCard card = Recovered.CARD;
        Subject subject = last.subject();
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence("HIGH_ENDED", (at - onset) / 1000.0, null, "s", onset, null));
        return new Finding(
                card.id(),
                card.version(),
                card.family(),
                card.priority(),
                card.kind(),
                card.latching(),
                subject,
                subject.key(),
                onset,
                at,
                evidence,
                settingsVersion,
                "the last HIGH alarm, of the family " + last.family() + ", ended " + (at - onset) / 60_000
                        + " min ago");
    }
}
