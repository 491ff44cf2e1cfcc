package io.wardstream.jobs.safety;

import io.wardstream.cep.PatternCard;
import io.wardstream.cep.SystemAlarms;
import io.wardstream.model.Finding;
import io.wardstream.model.Sign;
import java.util.ArrayList;
import java.util.List;

/**
 * A sign came behind the ward clock, and the patterns could not take it any more. That must not happen; if it does, it
 * is said.
 */
final class LateSigns {

    private LateSigns() {}

    static Finding finding(Sign sign) {
        PatternCard card = SystemAlarms.SIGN_TOO_LATE.card();
        return new Finding(
                card.id(),
                card.version(),
                card.family(),
                card.priority(),
                card.kind(),
                card.latching(),
                sign.subject(),
                sign.subject().key(),
                sign.at(),
                sign.at(),
                new ArrayList<>(List.of(sign.evidence())),
                sign.settingsVersion(),
                null);
    }
}
