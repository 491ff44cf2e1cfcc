package io.wardstream.connectors.webhook.internal;

import io.wardstream.connectors.webhook.WebhookMessage;
import org.apache.flink.api.java.functions.KeySelector;

/** Endpoint and orderKey as one string. The endpoint's length goes first, so that no two pairs give the same key. */
public final class DeliveryKey implements KeySelector<WebhookMessage, String> {

    private static final long serialVersionUID = 1L;

    @Override
    public String getKey(WebhookMessage message) {
        return message.endpoint().length() + ":" + message.endpoint() + "/" + message.orderKey();
    }
}
