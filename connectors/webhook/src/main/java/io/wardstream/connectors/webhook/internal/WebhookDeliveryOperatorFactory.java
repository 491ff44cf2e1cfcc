package io.wardstream.connectors.webhook.internal;

import io.wardstream.connectors.webhook.DeliveryReport;
import io.wardstream.connectors.webhook.EndpointConfig;
import io.wardstream.connectors.webhook.WebhookMessage;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** Travels in the job graph and makes a {@link WebhookDeliveryOperator} on each TaskManager. */
public final class WebhookDeliveryOperatorFactory extends AbstractStreamOperatorFactory<DeliveryReport>
        implements OneInputStreamOperatorFactory<WebhookMessage, DeliveryReport> {

    private static final long serialVersionUID = 1L;

    private final ArrayList<EndpointConfig> endpoints;
    private final int slotsPerEndpoint;
    private final long retentionMs;
    private final HttpTransport.Factory transport;
    private final Random random;

    /** Numbers in [0, 1) that spread retries. */
    public interface Random extends DoubleSupplier, Serializable {}

    public WebhookDeliveryOperatorFactory(
            List<EndpointConfig> endpoints,
            int slotsPerEndpoint,
            long retentionMs,
            HttpTransport.Factory transport,
            Random random) {
        this.endpoints = new ArrayList<>(endpoints);
        this.slotsPerEndpoint = slotsPerEndpoint;
        this.retentionMs = retentionMs;
        this.transport = transport;
        this.random = random;
    }

    List<EndpointConfig> endpoints() {
        return endpoints;
    }

    int slotsPerEndpoint() {
        return slotsPerEndpoint;
    }

    long retentionMs() {
        return retentionMs;
    }

    HttpTransport.Factory transport() {
        return transport;
    }

    DoubleSupplier random() {
        return random;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // The interface wants it so.
    public <T extends StreamOperator<DeliveryReport>> T createStreamOperator(
            StreamOperatorParameters<DeliveryReport> parameters) {
        return (T) new WebhookDeliveryOperator(parameters, this);
    }

    @Override
    public Class<? extends StreamOperator<DeliveryReport>> getStreamOperatorClass(ClassLoader classLoader) {
        return WebhookDeliveryOperator.class;
    }
}
