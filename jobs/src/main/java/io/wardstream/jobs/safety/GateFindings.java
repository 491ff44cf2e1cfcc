package io.wardstream.jobs.safety;

import io.wardstream.cep.PatternCard;
import io.wardstream.cep.SystemAlarms;
import io.wardstream.model.ClampEvent;
import io.wardstream.model.ClampPhase;
import io.wardstream.model.Evidence;
import io.wardstream.model.Finding;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import io.wardstream.model.Subject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the clamp gate has to alarm about. */
final class GateFindings {

    private GateFindings() {}

    /** A request to close was not followed. */
    static Finding withheld(Finding request, @Nullable LineStatus newest, String reason) {
        List<Evidence> evidence = new ArrayList<>(request.evidence());
        if (newest != null) {
            evidence.add(new Evidence(
                    "NEWEST_READING", newest.levelMl(), null, SignKind.LEVEL_LOW.unit(), newest.at(), null));
        }
        return finding(
                SystemAlarms.CLAMP_WITHHELD.card(),
                request.subject(),
                request.onset(),
                request.at(),
                evidence,
                request.settingsVersion(),
                reason);
    }

    /** Somebody asked for the clamp, and it could not be told. */
    static Finding notMoved(ClampEvent wish) {
        return finding(
                SystemAlarms.CLAMP_WITHHELD.card(),
                wish.subject(),
                wish.onset(),
                wish.at(),
                new ArrayList<>(),
                0,
                wish.action() + " asked for by " + wish.by() + ": " + wish.reason());
    }

    /** A clamp did not do what it was told. */
    static Finding fault(ClampEvent command, long at, @Nullable String reason) {
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence("CLAMP_" + ClampPhase.ISSUED, null, null, "", command.at(), null));
        return finding(SystemAlarms.CLAMP_FAULT.card(), command.subject(), command.onset(), at, evidence, 0, reason);
    }

    /** A clamp moved, and nobody had it move. */
    static Finding moved(Sign move, long at) {
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(move.evidence());
        String where = move.kind() == SignKind.CLAMP_CLOSED ? "closed" : "opened";
        return finding(
                SystemAlarms.CLAMP_MOVED.card(),
                move.subject(),
                move.at(),
                at,
                evidence,
                move.settingsVersion(),
                "it has " + where + ", and nobody asked for it");
    }

    private static Finding finding(
            PatternCard card,
            Subject subject,
            long onset,
            long at,
            List<Evidence> evidence,
            long settingsVersion,
            @Nullable String reason) {
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
                reason);
    }
}
