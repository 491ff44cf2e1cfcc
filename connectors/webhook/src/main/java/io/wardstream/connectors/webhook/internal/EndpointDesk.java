package io.wardstream.connectors.webhook.internal;

import io.wardstream.connectors.webhook.EndpointConfig;
import io.wardstream.connectors.webhook.RetrySchedule;
import io.wardstream.connectors.webhook.WebhookMessage;
import io.wardstream.connectors.webhook.WebhookSigner;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One endpoint as one subtask sees it: its queue, its slots, its signature, its figures. Endpoints share none of these,
 * so one that hangs takes nothing from another. Used by the task thread only.
 */
final class EndpointDesk {

    private final @Nullable EndpointConfig config;
    private final @Nullable WebhookSigner signer;
    private final int slots;
    private int slotsTaken;

    final ReadyQueue ready = new ReadyQueue();
    final DeliveryMetrics metrics;

    private EndpointDesk(
            @Nullable EndpointConfig config, @Nullable WebhookSigner signer, int slots, DeliveryMetrics metrics) {
        this.config = config;
        this.signer = signer;
        this.slots = slots;
        this.metrics = metrics;
    }

    static EndpointDesk of(EndpointConfig config, int slots, DeliveryMetrics metrics) {
        return new EndpointDesk(config, new WebhookSigner(config.readSecrets()), slots, metrics);
    }

    /**
     * Stands in for an endpoint that messages name and the configuration does not: every attempt fails at once and is
     * tried again by the standard schedule, so that an endpoint forgotten in one release loses nothing.
     */
    static EndpointDesk ofUnknownEndpoint(int slots, DeliveryMetrics metrics) {
        return new EndpointDesk(null, null, slots, metrics);
    }

    RetrySchedule schedule() {
        return config == null ? RetrySchedule.standard() : config.schedule();
    }

    boolean hasFreeSlot() {
        return slotsTaken < slots;
    }

    void takeSlot() {
        slotsTaken++;
        metrics.inFlight(slotsTaken);
    }

    void freeSlot() {
        slotsTaken--;
        metrics.inFlight(slotsTaken);
    }

    /** The signed request for an attempt made now; null if the endpoint is not configured. */
    @Nullable
    OutgoingRequest request(WebhookMessage message, long nowMs) {
        if (config == null || signer == null) {
            return null;
        }
        byte[] body = message.body().getBytes(StandardCharsets.UTF_8);
        long timestampSeconds = Math.floorDiv(nowMs, 1_000L);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", message.contentType());
        headers.put(WebhookSigner.ID_HEADER, message.id());
        headers.put(WebhookSigner.TIMESTAMP_HEADER, Long.toString(timestampSeconds));
        headers.put(WebhookSigner.SIGNATURE_HEADER, signer.sign(message.id(), timestampSeconds, body));
        return new OutgoingRequest(config.uri(), headers, body, config.timeoutMs());
    }
}
