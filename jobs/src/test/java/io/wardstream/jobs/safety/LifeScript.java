package io.wardstream.jobs.safety;

import io.wardstream.cep.PatternCard;
import io.wardstream.cep.PatternCatalogue;
import io.wardstream.cep.SettingKey;
import io.wardstream.cep.SettingsView;
import io.wardstream.model.AlarmEvent;
import io.wardstream.model.AlarmKind;
import io.wardstream.model.AlarmPhase;
import io.wardstream.model.Evidence;
import io.wardstream.model.Finding;
import io.wardstream.model.Priority;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import io.wardstream.model.Source;
import io.wardstream.model.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An alarm's life as lines of text. An input is {@code MM:SS what}: a pattern's id, with its priority behind a colon if
 * not the card's, and its onset {@code MM:SS} behind a tilde if not the time itself; a kind of sign; {@code ack},
 * {@code silence}, {@code decline} or {@code discharge} with who; or {@code time}. All patterns are of one family,
 * about one line.
 */
final class LifeScript {

    static final Subject LINE = new Subject("line:l1", "icu", "b1", "l1", "p1", "scale-1");

    final List<AlarmState> alarms = new ArrayList<>();
    final List<AlarmEvent> out = new ArrayList<>();
    final List<AlarmPhase> refused = new ArrayList<>();
    final List<Finding> heldBack = new ArrayList<>();
    final Map<String, Double> set = new HashMap<>();
    final AlarmLife life = new AlarmLife(subject -> new View(), alarms, new AlarmBook.Outlet() {
        @Override
        public void say(AlarmEvent event) {
            out.add(event);
        }

        @Override
        public void refused(AlarmEvent last, AlarmPhase asked) {
            refused.add(asked);
        }

        @Override
        public void heldBack(Finding finding) {
            heldBack.add(finding);
        }
    });

    /** The settings of the moment. */
    private final class View implements SettingsView {
        @Override
        public double get(SettingKey key) {
            return set.getOrDefault(key.name(), key.defaultValue());
        }

        @Override
        public long version() {
            return set.size();
        }
    }

    /** Takes the lines in their order, with everything that is due before and at their times. */
    LifeScript play(List<String> lines) {
        for (String line : lines) {
            String[] words = line.split(" ", 3);
            long at = time(words[0]);
            life.onTime(at - 1);
            take(words[1], words.length > 2 ? words[2] : null, at);
            life.onTime(at);
        }
        return this;
    }

    LifeScript play(String... lines) {
        return play(List.of(lines));
    }

    private void take(String what, String who, long at) {
        switch (what) {
            case "time" -> {}
            case "ack" -> life.on(staff(SignKind.ACKNOWLEDGED, LINE, at, who, null));
            case "silence" -> life.on(staff(SignKind.SILENCED, LINE, at, who, null));
            case "decline" -> life.on(staff(SignKind.DECLINED, LINE, at, who, null));
            case "discharge" -> life.on(staff(SignKind.DISCHARGED, LINE, at, who, null));
            default -> {
                if (what.equals(what.toUpperCase(java.util.Locale.ROOT))) {
                    life.on(sign(SignKind.valueOf(what), LINE, at));
                } else {
                    life.on(finding(what, at));
                }
            }
        }
    }

    /** What was said, as {@code MM:SS PHASE PRIORITY tier pattern}. */
    List<String> said() {
        return out.stream()
                .map(event -> "%02d:%02d %s %s %d %s"
                        .formatted(
                                event.at() / 60_000,
                                event.at() / 1000 % 60,
                                event.phase(),
                                event.priority(),
                                event.tier(),
                                event.pattern()))
                .toList();
    }

    List<AlarmPhase> phases() {
        return out.stream().map(AlarmEvent::phase).toList();
    }

    static long time(String text) {
        String[] parts = text.split(":");
        return Long.parseLong(parts[0]) * 60_000 + Math.round(Double.parseDouble(parts[1]) * 1000);
    }

    static Finding finding(String text, long at) {
        String[] onset = text.split("~");
        String[] parts = onset[0].split(":");
        PatternCard card =
                Objects.requireNonNull(PatternCatalogue.rule(parts[0]), text).card();
        Priority priority = parts.length > 1 ? Priority.valueOf(parts[1]) : card.priority();
        long from = onset.length > 1 ? time(onset[1]) : at;
        return finding(card.id(), "FAMILY", priority, card.kind(), card.latching(), LINE, LINE.key(), from, at);
    }

    static Finding finding(
            String pattern,
            String family,
            Priority priority,
            AlarmKind kind,
            boolean latching,
            Subject subject,
            String about,
            long onset,
            long at) {
        return new Finding(
                pattern,
                1,
                family,
                priority,
                kind,
                latching,
                subject,
                about,
                onset,
                at,
                new ArrayList<>(List.of(new Evidence("FOUND", 1.0, 2.0, "1", at, null))),
                0,
                null);
    }

    static Sign sign(SignKind kind, Subject subject, long at) {
        return new Sign(
                kind, subject, at, at, 40.0, 50.0, null, null, null, null, null, 0, new Source("d", "b", at, at));
    }

    static Sign staff(SignKind kind, Subject subject, long at, String by, String alarmId) {
        return sign(kind, subject, at).doneBy(by, alarmId, "words");
    }
}
