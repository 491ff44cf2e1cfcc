package io.wardstream.connectors.webhook;

import io.wardstream.connectors.webhook.internal.DeliveryKey;
import io.wardstream.connectors.webhook.internal.JdkHttpTransport;
import io.wardstream.connectors.webhook.internal.WebhookDeliveryOperatorFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Delivers a stream of {@link WebhookMessage}s to HTTP endpoints and gives back a stream of {@link DeliveryReport}s.
 *
 * <p>Promises, provided that the job runs with checkpoints and its source replays:
 *
 * <ul>
 *   <li>At least once: a message leaves Flink state only when its endpoint has answered 2xx, when it is reported
 *       {@link DeliveryOutcome#DEAD}, or when a later one of the same orderKey made it
 *       {@link DeliveryOutcome#SUPERSEDED}. A failure between an answer and the next checkpoint sends it again, with
 *       the same {@code webhook-id}.
 *   <li>In order for each orderKey, one at a time; endpoints and orderKeys do not wait for each other beyond the slots.
 *   <li>Attempts and their times survive restarts, savepoints and a change of parallelism.
 *   <li>A replayed message (same orderKey, sequence and id) is not sent again within the retention.
 * </ul>
 *
 * <p>It never follows a redirect, never reads more than 64 KiB of an answer, never blocks the task thread on HTTP,
 * never waits for deliveries at the end of the input or before a savepoint, and never prints bodies or secrets. The
 * number of pending messages is not bounded: an endpoint that is down fills the state backend, not the stream.
 *
 * <pre>{@code
 * WebhookDelivery.builder()
 *         .endpoint(EndpointConfig.named("ops")
 *                 .uri("https://ops.example.org/hook")
 *                 .secret(SecretSource.file("/run/secrets/ops-webhook"))
 *                 .build())
 *         .build()
 *         .attachTo(messages)
 *         .uid("deliver-webhooks")
 *         .name("deliver webhooks");
 * }</pre>
 */
public final class WebhookDelivery {

    private final List<EndpointConfig> endpoints;
    private final int maxInFlightPerEndpoint;
    private final Duration retention;

    private WebhookDelivery(List<EndpointConfig> endpoints, int maxInFlightPerEndpoint, Duration retention) {
        this.endpoints = endpoints;
        this.maxInFlightPerEndpoint = maxInFlightPerEndpoint;
        this.retention = retention;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Adds the delivery behind the stream. The caller gives the result its {@code uid} and {@code name}. */
    public SingleOutputStreamOperator<DeliveryReport> attachTo(DataStream<WebhookMessage> messages) {
        return messages.keyBy(new DeliveryKey(), Types.STRING)
                .transform(
                        "webhook-delivery",
                        TypeInformation.of(DeliveryReport.class),
                        new WebhookDeliveryOperatorFactory(
                                endpoints,
                                maxInFlightPerEndpoint,
                                retention.toMillis(),
                                JdkHttpTransport::new,
                                () -> ThreadLocalRandom.current().nextDouble()));
    }

    /** Collects the settings; nothing is refused before {@link #build()}. Not thread safe. */
    public static final class Builder {

        private static final int MOST_IN_FLIGHT = 1_024;
        private static final Duration LONGEST_RETENTION = Duration.ofDays(365);

        private final List<EndpointConfig> endpoints = new ArrayList<>();
        private int maxInFlightPerEndpoint = 16;
        private Duration retention = Duration.ofHours(24);

        private Builder() {}

        /** Adds an endpoint. Messages for a name that is not added are kept and retried by the standard schedule. */
        public Builder endpoint(EndpointConfig endpoint) {
            endpoints.add(endpoint);
            return this;
        }

        /** How many attempts may be under way at once for each endpoint and subtask. */
        public Builder maxInFlightPerEndpoint(int attempts) {
            this.maxInFlightPerEndpoint = attempts;
            return this;
        }

        /**
         * How long a finished message is remembered, so that its replay is not sent again and an older sequence is
         * known for old news. Its state is gone after at most a sixteenth more.
         */
        public Builder retention(Duration time) {
            this.retention = time;
            return this;
        }

        /** Everything that is wrong, each saying what is accepted; empty if {@link #build()} will succeed. */
        public List<String> problems() {
            List<String> problems = new ArrayList<>();
            Set<String> names = new HashSet<>();
            for (EndpointConfig endpoint : endpoints) {
                if (!names.add(endpoint.name())) {
                    problems.add("endpoint " + endpoint.name() + " is given twice");
                }
            }
            if (maxInFlightPerEndpoint < 1 || maxInFlightPerEndpoint > MOST_IN_FLIGHT) {
                problems.add("attempts in flight must be 1 to " + MOST_IN_FLIGHT + ", it is " + maxInFlightPerEndpoint);
            }
            if (retention.isNegative() || retention.isZero() || retention.compareTo(LONGEST_RETENTION) > 0) {
                problems.add("the retention must be more than 0 and at most " + LONGEST_RETENTION.toDays()
                        + " days, it is " + retention);
            }
            return problems;
        }

        /** @throws IllegalArgumentException listing every problem */
        public WebhookDelivery build() {
            List<String> problems = problems();
            if (!problems.isEmpty()) {
                throw new IllegalArgumentException("webhook delivery: " + String.join("; ", problems));
            }
            return new WebhookDelivery(List.copyOf(endpoints), maxInFlightPerEndpoint, retention);
        }
    }
}
