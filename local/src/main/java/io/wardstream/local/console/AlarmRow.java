package io.wardstream.local.console;

import io.wardstream.cep.AlarmRule;
import io.wardstream.cep.PatternCatalogue;
import io.wardstream.model.AlarmEvent;
import io.wardstream.model.AlarmKind;
import io.wardstream.model.AlarmPhase;
import io.wardstream.model.Evidence;
import io.wardstream.model.Priority;
import io.wardstream.model.Subject;
import io.wardstream.model.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How an alarm stands.
 *
 * @param id as much of its id as no other begins with
 * @param alarmId all of it
 * @param priority how soon somebody must act
 * @param kind body or equipment
 * @param pattern the id of the pattern that holds
 * @param title the same in a few words
 * @param about the key of what it is about
 * @param ward where
 * @param bed where
 * @param lineId the infusion line
 * @param patientId the patient, a pseudonym
 * @param deviceId the device
 * @param phase what happened to it last
 * @param tier how far up the ladder of staff it has gone
 * @param onset when it began
 * @param at when that happened last
 * @param evidence the newest thing that was seen of it
 * @param settingsVersion the version of the settings in force
 * @param acknowledgedBy who took it on, if that holds
 * @param acknowledgedAt when
 * @param reason the newest reason that somebody or something gave
 */
public record AlarmRow(
        String id,
        String alarmId,
        Priority priority,
        AlarmKind kind,
        String pattern,
        String title,
        String about,
        String ward,
        @Nullable String bed,
        @Nullable String lineId,
        @Nullable String patientId,
        @Nullable String deviceId,
        AlarmPhase phase,
        int tier,
        @Time long onset,
        @Time long at,
        @Nullable Evidence evidence,
        long settingsVersion,
        @Nullable String acknowledgedBy,
        @Time @Nullable Long acknowledgedAt,
        @Nullable String reason) {

    /** The row of an alarm. */
    public static AlarmRow of(AlarmStory story, String shortId) {
        AlarmEvent last = story.last();
        AlarmEvent acknowledged = story.acknowledgement();
        Subject subject = last.subject();
        AlarmRule rule = PatternCatalogue.rule(last.pattern());
        return new AlarmRow(
                shortId,
                last.alarmId(),
                last.priority(),
                last.kind(),
                last.pattern(),
                rule == null ? last.pattern() : rule.card().title(),
                subject.key(),
                subject.ward(),
                subject.bed(),
                subject.lineId(),
                subject.patientId(),
                subject.deviceId(),
                last.phase(),
                last.tier(),
                last.onset(),
                last.at(),
                story.evidence(),
                last.settingsVersion(),
                acknowledged == null ? null : acknowledged.by(),
                acknowledged == null ? null : acknowledged.at(),
                story.reason());
    }

    /** Alarms for people. */
    public static List<String> lines(List<AlarmRow> rows) {
        List<List<String>> cells = new ArrayList<>();
        for (AlarmRow row : rows) {
            cells.add(List.of(
                    row.id(),
                    row.priority().name(),
                    row.title(),
                    Text.words(row.where()),
                    row.phase().name(),
                    String.valueOf(row.tier()),
                    Text.time(row.onset()),
                    row.seen(),
                    row.acknowledgement(),
                    Text.words(row.reason())));
        }
        return Text.table(
                List.of(
                        "ID",
                        "PRIORITY",
                        "ALARM",
                        "WHERE",
                        "PHASE",
                        "TIER",
                        "SINCE",
                        "EVIDENCE",
                        "ACKNOWLEDGED",
                        "REASON"),
                cells);
    }

    /** One alarm for people, in one line. */
    public String line() {
        return Stream.of(
                        id,
                        priority.name(),
                        title,
                        Text.words(where()),
                        phase.name() + " " + Text.time(at),
                        seen(),
                        acknowledgement().isEmpty() ? "" : "acknowledged by " + acknowledgement(),
                        Text.words(reason))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("  "));
    }

    private String where() {
        String place = Stream.of(ward, bed)
                .filter(part -> part != null && !part.isEmpty())
                .collect(Collectors.joining("/"));
        boolean named = about.equals("line:" + lineId) || about.equals("patient:" + patientId);
        return Stream.of(place, lineId, patientId, named ? null : about)
                .filter(part -> part != null && !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private String seen() {
        Evidence seen = evidence;
        if (seen == null) {
            return "";
        }
        Double value = seen.value();
        Double limit = seen.limit();
        return Text.words(seen.what())
                + (value == null ? "" : " " + Text.number(rounded(value), seen.unit()))
                + (limit == null ? "" : " (limit " + Text.number(rounded(limit)) + ")");
    }

    private static double rounded(double value) {
        return Math.rint(value * 10) / 10;
    }

    private String acknowledgement() {
        Long when = acknowledgedAt;
        return when == null ? "" : Text.words(acknowledgedBy) + " " + Text.time(when);
    }
}
