/**
 * Signed delivery of messages to HTTP endpoints out of Flink keyed state.
 *
 * <p>A message given to {@link io.wardstream.connectors.webhook.WebhookDelivery} stays in keyed state until its
 * endpoint has answered 2xx, or until the retry schedule is exhausted and a {@code DEAD} report says so. Attempts,
 * their counts and their next times survive failures, restarts, savepoints and rescaling. Signatures follow Standard
 * Webhooks 1.0.
 *
 * <p>The package knows Flink and HTTP and nothing of what the messages mean. {@code internal} means no promise.
 */
@NullMarked
package io.wardstream.connectors.webhook;

import org.jspecify.annotations.NullMarked;
