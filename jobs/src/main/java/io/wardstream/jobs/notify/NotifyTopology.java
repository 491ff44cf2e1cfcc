package io.wardstream.jobs.notify;

import io.wardstream.connectors.webhook.DeliveryReport;
import io.wardstream.connectors.webhook.EndpointConfig;
import io.wardstream.connectors.webhook.WebhookDelivery;
import io.wardstream.connectors.webhook.WebhookMessage;
import io.wardstream.jobs.OperatorIds;
import io.wardstream.model.AlarmEvent;
import io.wardstream.model.Delivery;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * From alarms to an endpoint: every event of every alarm is kept in state until the endpoint has taken it.
 *
 * <pre>
 * alarms ─► notices ─► delivery ─► what became of each attempt
 * </pre>
 */
public final class NotifyTopology {

    private NotifyTopology() {}

    /** Builds the flow. */
    public static DataStream<Delivery> build(DataStream<AlarmEvent> alarms, EndpointConfig endpoint) {
        String name = endpoint.name();
        SingleOutputStreamOperator<WebhookMessage> messages = OperatorIds.NOTIFY_ROUTING.on(
                alarms.map(event -> Notices.message(event, name), TypeInformation.of(WebhookMessage.class)));
        SingleOutputStreamOperator<DeliveryReport> reports = OperatorIds.NOTIFY_DELIVERY.on(
                WebhookDelivery.builder().endpoint(endpoint).build().attachTo(messages));
        return OperatorIds.NOTIFY_REPORTS.on(reports.map(Notices::delivery, TypeInformation.of(Delivery.class)));
    }
}
