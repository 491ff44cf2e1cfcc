package io.wardstream.connectors.webhook.internal;

import org.jspecify.annotations.Nullable;

/**
 * How one attempt ended: with an answer, or without.
 *
 * @param status the HTTP status, or null if there was no answer
 * @param retryAfterMs what the answer's {@code Retry-After} asks for, counted from the answer; null if it asks for
 *     nothing
 * @param failure why there was no answer; null if there was one
 */
public record AttemptResult(
        @Nullable Integer status,
        @Nullable Long retryAfterMs,
        @Nullable AttemptFailure failure) {

    public static AttemptResult answered(int status, @Nullable Long retryAfterMs) {
        return new AttemptResult(status, retryAfterMs, null);
    }

    public static AttemptResult failed(AttemptFailure failure) {
        return new AttemptResult(null, null, failure);
    }
}
