package io.wardstream.jobs.safety;

import io.wardstream.model.Finding;
import io.wardstream.model.Sign;
import org.jspecify.annotations.Nullable;

/**
 * What moves an alarm: exactly one part is present.
 *
 * @param finding a pattern holds
 * @param sign something was noticed, or staff acted
 */
public record LifeInput(@Nullable Finding finding, @Nullable Sign sign) {

    /** A finding as an input. */
    public static LifeInput of(Finding finding) {
        return new LifeInput(finding, null);
    }

    /** A sign as an input. */
    public static LifeInput of(Sign sign) {
        return new LifeInput(null, sign);
    }

    /** The subject under whose key the alarm lives. */
    public String key() {
        if (finding != null) {
            return finding.subject().key();
        }
        if (sign != null) {
            return sign.subject().key();
        }
        throw new IllegalStateException("An input without a part");
    }
}
