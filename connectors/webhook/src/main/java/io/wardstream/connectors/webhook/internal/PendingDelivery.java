package io.wardstream.connectors.webhook.internal;

import io.wardstream.connectors.webhook.WebhookMessage;

/**
 * A message that its endpoint has not taken yet: the unit of keyed state. Times are wall time of the TaskManager.
 *
 * @param message what is to be delivered
 * @param failedAttempts how many attempts have failed
 * @param sinceMs when it arrived
 * @param nextAttemptAtMs not to be tried before
 */
public record PendingDelivery(WebhookMessage message, int failedAttempts, long sinceMs, long nextAttemptAtMs) {

    static PendingDelivery fresh(WebhookMessage message, long nowMs) {
        return new PendingDelivery(message, 0, nowMs, nowMs);
    }

    PendingDelivery failed(long nextAttemptAtMs) {
        return new PendingDelivery(message, failedAttempts + 1, sinceMs, nextAttemptAtMs);
    }
}
