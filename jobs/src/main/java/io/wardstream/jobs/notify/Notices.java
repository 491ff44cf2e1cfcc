package io.wardstream.jobs.notify;

import io.wardstream.cep.AlarmRule;
import io.wardstream.cep.PatternCatalogue;
import io.wardstream.connectors.webhook.DeliveryReport;
import io.wardstream.connectors.webhook.WebhookMessage;
import io.wardstream.model.AlarmEvent;
import io.wardstream.model.AlarmNotice;
import io.wardstream.model.Delivery;
import io.wardstream.model.DeliveryOutcome;
import io.wardstream.model.wire.WireFormat;

/** Alarms in the words of the outside, and the connector's reports in ours. */
final class Notices {

    private static final WireFormat<AlarmNotice> FORMAT = WireFormat.of(AlarmNotice.class);

    private Notices() {}

    /**
     * The message for an alarm's event. Its id is the same on every replay; an alarm's events go out in their order.
     */
    static WebhookMessage message(AlarmEvent event, String endpoint) {
        AlarmRule rule = PatternCatalogue.rule(event.pattern());
        String title = rule == null ? event.pattern() : rule.card().title();
        return new WebhookMessage(
                event.alarmId() + "." + event.sequence(),
                event.alarmId(),
                event.sequence(),
                endpoint,
                "application/json",
                FORMAT.writeText(AlarmNotice.of(event, title)));
    }

    static Delivery delivery(DeliveryReport report) {
        return new Delivery(
                report.messageId(),
                report.orderKey(),
                Math.toIntExact(report.sequence()),
                report.endpoint(),
                report.attempt(),
                switch (report.outcome()) {
                    case DELIVERED -> DeliveryOutcome.DELIVERED;
                    case WILL_RETRY -> DeliveryOutcome.WILL_RETRY;
                    case DEAD -> DeliveryOutcome.DEAD;
                    case SUPERSEDED -> DeliveryOutcome.SUPERSEDED;
                },
                report.status(),
                report.detail(),
                report.atMs());
    }
}
