package io.wardstream.jobs.safety;

import io.wardstream.model.BedsideEvent;
import io.wardstream.model.Care;
import io.wardstream.model.CareAction;
import io.wardstream.model.ClampReport;
import io.wardstream.model.ClampState;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;

/** What staff did and what clamps answered, as signs: nothing has to be judged. */
final class ReportedSigns {

    private ReportedSigns() {}

    /** What somebody did. */
    static Sign ofCare(BedsideEvent event, Care care, long settingsVersion) {
        return Sign.of(kind(care.action()), event, settingsVersion).doneBy(care.by(), care.alarmId(), care.reason());
    }

    private static SignKind kind(CareAction action) {
        return switch (action) {
            case ACKNOWLEDGE -> SignKind.ACKNOWLEDGED;
            case BAG_CHANGED -> SignKind.BAG_CHANGED;
            case CLAMP_CLOSED_BY_HAND -> SignKind.CLAMP_CLOSED;
            case CLAMP_OPENED_BY_HAND -> SignKind.CLAMP_OPENED;
            case SILENCE -> SignKind.SILENCED;
            case DECLINE -> SignKind.DECLINED;
            case DISCHARGE -> SignKind.DISCHARGED;
            case CLOSE_CLAMP -> SignKind.CLAMP_CLOSE_ASKED;
            case OPEN_CLAMP -> SignKind.CLAMP_OPEN_ASKED;
            case RESUSCITATION_BEGAN -> SignKind.RESUSCITATION_BEGAN;
            case RESUSCITATION_ENDED -> SignKind.RESUSCITATION_ENDED;
            case HOOK_EMPTY -> SignKind.HOOK_EMPTIED;
            case OBSERVE -> SignKind.OBSERVED;
            case REVIEW -> SignKind.REVIEWED;
            case PROBE -> SignKind.PROBED;
        };
    }

    /** What a clamp said of itself. */
    static Sign ofClamp(BedsideEvent event, ClampReport clamp, long settingsVersion) {
        SignKind kind;
        if (clamp.refused() != null || clamp.state() == ClampState.FAULT) {
            kind = SignKind.CLAMP_FAULTED;
        } else {
            kind = clamp.state() == ClampState.CLOSED ? SignKind.CLAMP_CLOSED : SignKind.CLAMP_OPENED;
        }
        String why = clamp.refused() != null
                ? clamp.refused().name()
                : clamp.state() == ClampState.FAULT ? "the clamp does not know its position" : null;
        return Sign.of(kind, event, settingsVersion).answering(clamp.commandId(), why);
    }
}
