package io.wardstream.connectors.webhook.internal;

import io.wardstream.connectors.webhook.DeliveryOutcome;
import io.wardstream.connectors.webhook.RetrySchedule;
import org.jspecify.annotations.Nullable;

/**
 * What follows from one attempt. The whole policy is {@link #after}: a pure function, no clock and no chance inside.
 *
 * <table>
 * <caption>In this order</caption>
 * <tr><th>the attempt</th><th>decision</th></tr>
 * <tr><td>2xx</td><td>DELIVERED</td></tr>
 * <tr><td>410 Gone</td><td>DEAD: the endpoint says that it wants no more</td></tr>
 * <tr><td>cannot be put into a request</td><td>DEAD: no attempt will ever differ</td></tr>
 * <tr><td>the schedule's attempts are used up, or the next would come too late</td><td>DEAD</td></tr>
 * <tr><td>429 or 503 with {@code Retry-After}</td><td>WILL_RETRY after the longer of the schedule's wait and what was
 * asked for, but never later than the schedule's longest wait</td></tr>
 * <tr><td>anything else: 1xx, 3xx (never followed), every other 4xx, 5xx, no answer</td><td>WILL_RETRY after the
 * schedule's wait</td></tr>
 * </table>
 *
 * <p>A 400, 401, 403 or 404 is retried like a 500, although the receiver will often say the same again: an endpoint
 * that is misconfigured for a moment must not lose a message, and the limits end it in any case.
 *
 * @param outcome {@link DeliveryOutcome#DELIVERED}, {@link DeliveryOutcome#WILL_RETRY} or {@link DeliveryOutcome#DEAD}
 * @param nextAttemptAtMs when to try again, epoch milliseconds; 0 if not at all
 * @param detail what went wrong, for the report; null if nothing did
 */
public record DeliveryDecision(
        DeliveryOutcome outcome,
        long nextAttemptAtMs,
        @Nullable String detail) {

    /**
     * @param result how the attempt ended
     * @param attempt which attempt it was, 1 for the first
     * @param sinceMs when the message arrived
     * @param nowMs when the attempt ended
     * @param random a number in [0, 1) that spreads the wait
     */
    public static DeliveryDecision after(
            AttemptResult result, int attempt, long sinceMs, long nowMs, RetrySchedule schedule, double random) {
        Integer status = result.status();
        if (status != null && status >= 200 && status <= 299) {
            return new DeliveryDecision(DeliveryOutcome.DELIVERED, 0, null);
        }
        String what = describe(result);
        if (status != null && status == 410) {
            return dead(what + ": the endpoint is gone");
        }
        if (result.failure() == AttemptFailure.UNSENDABLE) {
            return dead(what);
        }
        long delayMs = schedule.delayMs(attempt, random);
        Long retryAfterMs = result.retryAfterMs();
        if (retryAfterMs != null && status != null && (status == 429 || status == 503)) {
            delayMs = Math.max(delayMs, Math.min(retryAfterMs, schedule.maxDelayMs()));
        }
        if (schedule.maxAttempts() > 0 && attempt >= schedule.maxAttempts()) {
            return dead(what + "; given up after " + attempt + " attempts");
        }
        if (nowMs - sinceMs + delayMs > schedule.maxAgeMs()) {
            return dead(what + "; given up at the age of " + (nowMs - sinceMs) + " ms after " + attempt + " attempts");
        }
        return new DeliveryDecision(DeliveryOutcome.WILL_RETRY, nowMs + delayMs, what);
    }

    private static DeliveryDecision dead(String detail) {
        return new DeliveryDecision(DeliveryOutcome.DEAD, 0, detail);
    }

    private static String describe(AttemptResult result) {
        AttemptFailure failure = result.failure();
        return failure == null ? "HTTP " + result.status() : failure.words();
    }
}
