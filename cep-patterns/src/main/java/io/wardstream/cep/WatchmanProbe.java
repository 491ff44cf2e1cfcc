package io.wardstream.cep;

import io.wardstream.model.AlarmEvent;
import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.Set;

/**
 * The echo of a watchman's question: an alarm that nobody is called for, made in the way of every other, from the broker to the
 * log. It has a topic of its own, so that no person and no figure ever meets it. Each question of the same watchman updates it.
 */
public final class WatchmanProbe implements OneSign {

    public static final PatternCard CARD = new PatternCard(
            "WatchmanProbe",
            1,
            "PROBE",
            "A watchman's question was heard",
            Priority.ADVISORY,
            AlarmKind.TECHNICAL,
            false,
            About.SUBJECT,
            "Whether alarms can be made at all is only known by making one.",
            "every question is answered: it is no limit",
            "what is broken behind the log: the way to people is proven by deliveries");

    /** Whether an event is an echo and nothing for people. */
    public static boolean isEcho(AlarmEvent event) {
        return event.family().equals(CARD.family());
    }

    @Override
    public PatternCard card() {
        return CARD;
    }

    @Override
    public String stage() {
        return "watchman-asks";
    }

    @Override
    public Set<SignKind> signs() {
        return Set.of(SignKind.PROBED);
    }

    /** It stays, and is updated. */
    @Override
    public boolean clearedBy(Sign sign) {
        return false;
    }

    @Override
    public List<SettingKey> settings() {
        return List.of();
    }
}
