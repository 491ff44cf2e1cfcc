package io.wardstream.connectors.webhook;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * What became of one attempt, or of a message for which no attempt was made. A POJO to Flink.
 *
 * <p>Every message gets any number of {@link DeliveryOutcome#WILL_RETRY} reports and then exactly one final one, except
 * that a failure and restart of the job may repeat reports since the last checkpoint: consumers key them by messageId
 * and attempt.
 *
 * @param messageId the message's id
 * @param orderKey the message's orderKey
 * @param sequence the message's sequence
 * @param endpoint the endpoint's name
 * @param attempt 1 for the first; 0 if no attempt was made
 * @param outcome how it stands now
 * @param status the HTTP status, or null if there was no answer
 * @param detail what went wrong, in words and without any part of a body; null if nothing did
 * @param atMs wall time of the decision on the TaskManager, epoch milliseconds UTC
 */
public record DeliveryReport(
        String messageId,
        String orderKey,
        long sequence,
        String endpoint,
        int attempt,
        DeliveryOutcome outcome,
        @Nullable Integer status,
        @Nullable String detail,
        long atMs) {

    public DeliveryReport {
        requireNonNull(messageId, "messageId");
        requireNonNull(orderKey, "orderKey");
        requireNonNull(endpoint, "endpoint");
        requireNonNull(outcome, "outcome");
    }
}
