package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.Sign;

/**
 * A clamp says that it has moved, and nobody had it move. The clamp gate finds it. It is a stage of the alarm about
 * clamps that do not obey: a clamp that moves by itself can be trusted no more than one that does not move.
 *
 * <p>That it moves back, or says again where it is, ends nothing. What ends it is the word of staff on where the clamp
 * is, its answer to a command, or a new bag.
 */
public final class ClampMoved implements AlarmRule {

    public static final PatternCard CARD = new PatternCard(
            "ClampMoved",
            1,
            "CLAMP_FAULT",
            "Clamp moved by itself",
            Priority.HIGH,
            AlarmKind.TECHNICAL,
            false,
            About.SUBJECT,
            "A clamp that opens by itself lets run what was stopped, and one that closes by itself stops what must run.",
            "two minutes after a command or an act of staff a move is theirs, and staff have 30 s to say so afterwards: clinical"
                    + " catalogue I6, the times are our own",
            "a move while the clamp was silent and staff were there; a clamp that says nothing of its position");

    @Override
    public PatternCard card() {
        return CARD;
    }

    @Override
    public boolean clearedBy(Sign sign) {
        return switch (sign.kind()) {
            case BAG_CHANGED -> true;
            case CLAMP_CLOSED, CLAMP_OPENED -> sign.by() != null || sign.commandId() != null;
            default -> false;
        };
    }
}
