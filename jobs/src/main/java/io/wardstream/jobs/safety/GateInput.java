package io.wardstream.jobs.safety;

import io.wardstream.model.Finding;
import io.wardstream.model.Sign;
import org.jspecify.annotations.Nullable;

/**
 * What the clamp gate of a line is told: exactly one part is present.
 *
 * @param finding somebody should come and nobody did: close the clamp
 * @param sign staff acted, the bag changed, or the clamp answered
 * @param status the newest reading of a low line
 */
public record GateInput(
        @Nullable Finding finding,
        @Nullable Sign sign,
        @Nullable LineStatus status) {

    /** A request as an input. */
    public static GateInput of(Finding finding) {
        return new GateInput(finding, null, null);
    }

    /** A sign as an input. */
    public static GateInput of(Sign sign) {
        return new GateInput(null, sign, null);
    }

    /** A reading as an input. */
    public static GateInput of(LineStatus status) {
        return new GateInput(null, null, status);
    }

    /** The line's key. */
    public String key() {
        if (finding != null) {
            return finding.subject().key();
        }
        if (sign != null) {
            return sign.subject().key();
        }
        if (status != null) {
            return status.subject().key();
        }
        throw new IllegalStateException("An input without a part");
    }
}
