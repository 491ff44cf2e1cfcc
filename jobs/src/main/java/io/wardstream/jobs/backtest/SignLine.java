package io.wardstream.jobs.backtest;

import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import io.wardstream.model.Time;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code signs.jsonl}: something that was noticed.
 *
 * @param kind what
 * @param patientId the record
 * @param lineId the line, where there is one
 * @param at when
 * @param value the value that made it
 * @param limit the limit that it crossed
 * @param rule for what was suppressed: {@code pattern/rule}
 */
public record SignLine(
        SignKind kind,
        @Nullable String patientId,
        @Nullable String lineId,
        @Time long at,
        @Nullable Double value,
        @Nullable Double limit,
        @Nullable String rule) {

    /** The line of a sign. */
    static SignLine of(Sign sign) {
        return new SignLine(
                sign.kind(),
                sign.subject().patientId(),
                sign.subject().lineId(),
                sign.at(),
                sign.value(),
                sign.limit(),
                sign.kind() == SignKind.SUPPRESSED ? sign.waitFor() : null);
    }
}
