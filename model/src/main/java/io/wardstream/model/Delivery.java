package io.wardstream.model;

import org.jspecify.annotations.Nullable;

/**
 * One attempt to deliver one alarm event to one endpoint.
 *
 * @param deliveryId the same for every attempt: the receiver's idempotency key
 * @param alarmId the alarm
 * @param sequence which of its events
 * @param endpoint the endpoint's name in the routing configuration
 * @param attempt 1 for the first
 * @param outcome how it stands now
 * @param status the HTTP status, or null if there was no answer
 * @param detail what went wrong, in words
 * @param at wall time of the attempt's end
 */
public record Delivery(
        String deliveryId,
        String alarmId,
        int sequence,
        String endpoint,
        int attempt,
        DeliveryOutcome outcome,
        @Nullable Integer status,
        @Nullable String detail,
        @Time long at) {}
