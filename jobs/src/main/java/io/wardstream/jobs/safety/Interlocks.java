package io.wardstream.jobs.safety;

import io.wardstream.model.ClampPolicy;
import io.wardstream.model.Finding;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.WithholdReason;
import io.wardstream.model.wire.ForeignDevice;
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
     * @return null if the command may go out
     */
    static @Nullable WithholdReason check(
            Finding finding, long eventTime, long wallTime, GateState state, @Nullable RegistryEntry clamp) {
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
        LineStatus newest = state.newest;
        if (newest == null || Math.abs(wallTime - newest.at()) > READING_MAX_AGE_MS) {
            return WithholdReason.READING_TOO_OLD;
        }
        if (!newest.low()) {
            return WithholdReason.LEVEL_NOT_LOW;
        }
        if (state.closed) {
            return WithholdReason.ALREADY_CLOSED;
        }
        return null;
    }
}
