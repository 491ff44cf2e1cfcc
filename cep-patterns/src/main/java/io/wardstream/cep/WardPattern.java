package io.wardstream.cep;

import io.wardstream.model.Evidence;
import io.wardstream.model.Finding;
import io.wardstream.model.Priority;
import io.wardstream.model.Sign;
import io.wardstream.model.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.flink.cep.pattern.Pattern;

/** A pattern over the signs of one subject. Stateless; its functions are pure. */
public interface WardPattern extends AlarmRule {

    /** The stages. Their names read as a sentence. */
    Pattern<Sign, ?> pattern();

    /** The times it waits for. */
    default List<Wait> waits() {
        return List.of();
    }

    /** The numbers that it is held against, for settings and documents. */
    List<SettingKey> settings();

    /**
     * What a match says. The onset is the start of the first sign's episode, the time is that of the last sign, so both
     * are the same on every replay. The reason is the last sign's.
     */
    default Finding finding(Map<String, List<Sign>> match) {
        List<Sign> signs = new ArrayList<>();
        match.values().forEach(signs::addAll);
        signs.sort(Comparator.comparingLong(Sign::at));
        Sign first = signs.get(0);
        Sign last = signs.get(signs.size() - 1);
        List<Evidence> evidence = signs.stream().map(Sign::evidence).toList();
        PatternCard card = card();
        return new Finding(
                card.id(),
                card.version(),
                card.family(),
                priority(last),
                card.kind(),
                card.latching(),
                last.subject(),
                about(card.about(), last.subject()),
                first.since(),
                last.at(),
                new ArrayList<>(evidence),
                last.settingsVersion(),
                last.reason());
    }

    /** The priority of a match whose last sign is this: the card's, unless the sign says that it is worse. */
    default Priority priority(Sign last) {
        return card().priority();
    }

    /** The key of what an alarm is about. */
    static String about(About about, Subject subject) {
        String device = subject.deviceId();
        return about == About.DEVICE && device != null ? Subject.deviceKey(device) : subject.key();
    }
}
