package io.wardstream.connectors.webhook.internal;

/**
 * What is remembered of a message after its final report, so that a replay is not sent again.
 *
 * @param id the message's id
 * @param delivered whether the endpoint took it
 * @param atMs when, wall time of the TaskManager
 */
public record FinishedDelivery(String id, boolean delivered, long atMs) {}
