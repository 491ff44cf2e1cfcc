package io.wardstream.connectors.webhook;

import static java.util.Objects.requireNonNull;

/**
 * One message for one endpoint. A POJO to Flink: it travels and is kept without Kryo.
 *
 * <p>Messages with the same {@code endpoint} and {@code orderKey} go out one at a time in the order of
 * {@code sequence}. Once a sequence has been delivered, a lower one that turns up later is old news: it is reported
 * {@link DeliveryOutcome#SUPERSEDED} and not sent.
 *
 * @param id the receiver's idempotency key, sent as {@code webhook-id}: the same for every attempt, and the same again
 *     when the sender replays the message. 1 to 256 visible ASCII characters
 * @param orderKey what the order holds for, for example one ticket; must not be empty
 * @param sequence the place among the messages of the same orderKey; any number, gaps allowed
 * @param endpoint the name of a configured endpoint
 * @param contentType the value of {@code Content-Type}; 1 to 256 visible ASCII characters or spaces
 * @param body sent as UTF-8 and signed; never printed or logged
 */
public record WebhookMessage(
        String id, String orderKey, long sequence, String endpoint, String contentType, String body) {

    public WebhookMessage {
        requireNonNull(id, "id");
        requireNonNull(orderKey, "orderKey");
        requireNonNull(endpoint, "endpoint");
        requireNonNull(contentType, "contentType");
        requireNonNull(body, "body");
    }

    /** Everything but the body, which may hold what must not be printed. */
    @Override
    public String toString() {
        return "WebhookMessage[id=" + id + ", orderKey=" + orderKey + ", sequence=" + sequence + ", endpoint="
                + endpoint + ", contentType=" + contentType + ", body of " + body.length() + " characters]";
    }
}
