package io.wardstream.jobs.safety;

import io.wardstream.cep.ClampRules;
import io.wardstream.model.ClampAction;
import io.wardstream.model.ClampPolicy;
import io.wardstream.model.Finding;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.WithholdReason;
import io.wardstream.model.wire.ForeignDevice;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether a close command may go out: design D5, as one pure function. The interlocks are asked in the order in which a
 * person would want to hear of them; the first that does not hold is the reason.
 */
final class Interlocks {

    /** The newest reading may be this old. */
    static final long READING_MAX_AGE_MS = 10_000;

    /** Event time and wall time may be this far apart. */
    static final long DECISION_MAX_AGE_MS = 2_000;

    private Interlocks() {}

    /**
     * @param finding the request
     * @param eventTime the event time at which the request came out of the patterns
     * @param wallTime now, by the wall clock
     * @param state what the gate knows of the line
     * @param clamp the registry's entry of the line's clamp
     * @param rules the site's rules in force for the line
     * @return null if the command may go out
     */
    static @Nullable WithholdReason check(
            Finding finding,
            long eventTime,
            long wallTime,
            GateState state,
            @Nullable RegistryEntry clamp,
            ClampRules rules) {
        if (clamp == null) {
            return WithholdReason.NO_CLAMP;
        }
        if (!ForeignDevice.canBeClosed(clamp)) {
            return WithholdReason.NO_COMMAND_WAY;
        }
        if (clamp.effectiveClampPolicy() != ClampPolicy.AUTO_CLOSE) {
            return WithholdReason.POLICY_ALERT_ONLY;
        }
        if (Math.abs(wallTime - eventTime) > DECISION_MAX_AGE_MS) {
            return WithholdReason.DECISION_TOO_OLD;
        }
        Long acknowledgedAt = state.acknowledgedAt;
        if (acknowledgedAt != null && acknowledgedAt >= finding.onset() && acknowledgedAt <= wallTime) {
            return WithholdReason.ACKNOWLEDGED;
        }
        Long resuscitationSince = state.resuscitationSince;
        if (resuscitationSince != null && eventTime - resuscitationSince < rules.resuscitationMs()) {
            return WithholdReason.RESUSCITATION;
        }
        Long openedAt = state.openedAt;
        if (openedAt != null && eventTime - openedAt < rules.lockoutMs()) {
            return WithholdReason.MANUAL_OVERRIDE;
        }
        if (isHypotensive(finding, eventTime, state, rules) && !rules.closeWhenHypotensive()) {
            return WithholdReason.HYPOTENSION;
        }
        LineStatus newest = state.newest;
        if (newest == null || Math.abs(wallTime - newest.at()) > READING_MAX_AGE_MS) {
            return WithholdReason.READING_TOO_OLD;
        }
        if (!newest.undisturbed()) {
            // Whether it is low is not known either: the newest reading may be a hand at the bag.
            return WithholdReason.DISTURBED;
        }
        if (!newest.low()) {
            return WithholdReason.LEVEL_NOT_LOW;
        }
        if (!newest.accounted()) {
            return WithholdReason.LEVEL_UNCERTAIN;
        }
        if (state.closed) {
            return WithholdReason.ALREADY_CLOSED;
        }
        return null;
    }

    /** A pressure counts while it is valid, and of the patient at whom the line is now. */
    private static boolean isHypotensive(Finding finding, long eventTime, GateState state, ClampRules rules) {
        Long at = state.hypotensiveAt;
        return at != null
                && eventTime - at < rules.pressureValidMs()
                && Objects.equals(state.hypotensivePatient, finding.subject().patientId());
    }

    /** Whether a clamp can be told what a member of staff asks of it; null if it can. */
    static @Nullable WithholdReason checkWish(
            ClampAction action, long eventTime, long wallTime, @Nullable RegistryEntry clamp) {
        if (clamp == null) {
            return WithholdReason.NO_CLAMP;
        }
        boolean foreign = clamp.profile() != null;
        if (!ForeignDevice.canBeClosed(clamp) || (foreign && action != ClampAction.CLOSE)) {
            return WithholdReason.NO_COMMAND_WAY;
        }
        return Math.abs(wallTime - eventTime) > DECISION_MAX_AGE_MS ? WithholdReason.DECISION_TOO_OLD : null;
    }
}
