package io.wardstream.connectors.webhook.internal;

import io.wardstream.connectors.webhook.DeliveryOutcome;
import io.wardstream.connectors.webhook.DeliveryReport;
import io.wardstream.connectors.webhook.EndpointConfig;
import io.wardstream.connectors.webhook.WebhookMessage;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.DoubleSupplier;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Keeps every message in keyed state until its endpoint has taken it or it is given up. Keyed by {@link DeliveryKey}.
 *
 * <p>The life of one message:
 *
 * <ol>
 *   <li>It arrives and {@link Admission} decides. If it is new it is written to state, and its key's {@link Lane}
 *       becomes ready unless an earlier sequence is before it.
 *   <li>When its endpoint has a free slot, the request is signed and handed to the {@link HttpTransport}. Nothing about
 *       the attempt is written to state.
 *   <li>The answer comes on a thread of the transport, which only puts a mail into the task's mailbox. In the mail, on
 *       the task thread, {@link DeliveryDecision} decides; state, timer and report change together, between two
 *       checkpoints.
 *   <li>Delivered or dead: it leaves the pending state and is remembered as finished for the retention, then forgotten.
 *       To be retried: its next time is written to state with a timer.
 * </ol>
 *
 * <p>Every method runs on the task thread, which never waits for HTTP. After a restore, every key with pending messages
 * gets a timer, so what was in flight, in a queue or due is attempted again, with the same id, within the limits of the
 * slots. At the end of a bounded input, and on stop-with-savepoint, pending messages stay in state and nothing is
 * waited for.
 */
public final class WebhookDeliveryOperator extends AbstractStreamOperator<DeliveryReport>
        implements OneInputStreamOperator<WebhookMessage, DeliveryReport>, Triggerable<String, String> {

    private static final long serialVersionUID = 1L;

    /** Timers that wake a lane whose head has become due. */
    private static final String WAKE = "wake";
    /** Timers that forget finished messages. */
    private static final String FORGET = "forget";
    /** Forgetting is rounded up to this fraction of the retention, so that a busy key has few timers. */
    private static final int FORGET_STEPS = 16;

    private final WebhookDeliveryOperatorFactory settings;
    private final transient MailboxExecutor mailbox;
    private final transient DoubleSupplier random;

    private transient @Nullable HttpTransport transport;
    private transient @Nullable Ledger openLedger;
    private transient @Nullable InternalTimerService<String> openTimers;
    private transient Map<String, EndpointDesk> desks = new HashMap<>();
    private transient Map<String, Lane> lanes = new HashMap<>();
    private transient boolean ended;

    WebhookDeliveryOperator(
            StreamOperatorParameters<DeliveryReport> parameters, WebhookDeliveryOperatorFactory settings) {
        super(parameters);
        this.settings = settings;
        this.mailbox = parameters.getMailboxExecutor();
        this.random = settings.random();
    }

    // --- life cycle ---

    @Override
    public void open() throws Exception {
        super.open();
        openLedger = new Ledger(getKeyedStateBackend());
        openTimers = getInternalTimerService("webhook-timers", StringSerializer.INSTANCE, this);
        for (EndpointConfig endpoint : settings.endpoints()) {
            desks.put(
                    endpoint.name(),
                    EndpointDesk.of(
                            endpoint,
                            settings.slotsPerEndpoint(),
                            new DeliveryMetrics(getMetricGroup(), endpoint.name())));
        }
        transport = settings.transport().open();
        ledger().forEachPendingKey(this::wakeRestored);
    }

    /**
     * A message that was in flight or queued has no timer left in state, so each key gets one; the same one twice is
     * one.
     */
    private void wakeRestored(String key) throws Exception {
        Lane lane = lane(key, null);
        lane.desk.metrics.pendingChanged(lane.pending.size());
        long now = now();
        PendingDelivery head = ledger().pending(lane.head());
        // A clock that was set back since the snapshot must not stretch a wait beyond the longest of the schedule.
        long latest = now + 2 * lane.desk.schedule().maxDelayMs();
        long at = head.nextAttemptAtMs();
        if (at > latest) {
            ledger().keep(new PendingDelivery(head.message(), head.failedAttempts(), head.sinceMs(), now));
            at = now;
        }
        timers().registerProcessingTimeTimer(WAKE, at);
    }

    @Override
    public void finish() throws Exception {
        ended = true;
        long left =
                lanes.values().stream().mapToLong(lane -> lane.pending.size()).sum();
        if (left > 0) {
            LOG.warn(
                    "The input ended with {} messages not delivered; they are kept in state and lost unless a savepoint"
                            + " or final checkpoint is restored",
                    left);
        }
        super.finish();
    }

    @Override
    public void close() throws Exception {
        ended = true;
        HttpTransport opened = transport;
        if (opened != null) {
            opened.close();
        }
        super.close();
    }

    // --- events ---

    @Override
    public void processElement(StreamRecord<WebhookMessage> element) throws Exception {
        WebhookMessage message = element.getValue();
        EndpointDesk desk = desk(message.endpoint());
        long sequence = message.sequence();
        long now = now();
        Admission admission = Admission.of(message, ledger().idAt(sequence), ledger().newestDelivered());
        switch (admission) {
            case NEW -> {
                Lane lane = lane(key(), desk);
                ledger().keep(PendingDelivery.fresh(message, now));
                lane.pending.add(sequence);
                desk.metrics.pendingChanged(1);
                advance(lane, now);
                serve(desk);
            }
            case DUPLICATE -> desk.metrics.duplicate();
            case SUPERSEDED -> {
                remember(message, false, now);
                desk.metrics.superseded();
                report(message, 0, DeliveryOutcome.SUPERSEDED, null, "a later sequence had been delivered", now);
            }
            case CONFLICT -> {
                desk.metrics.died();
                report(
                        message,
                        0,
                        DeliveryOutcome.DEAD,
                        null,
                        "its sequence belongs to a message with another id",
                        now);
            }
            case UNSENDABLE -> {
                desk.metrics.died();
                report(
                        message,
                        0,
                        DeliveryOutcome.DEAD,
                        null,
                        "its id, orderKey or content type is not of the accepted form",
                        now);
            }
        }
    }

    @Override
    public void onProcessingTime(InternalTimer<String, String> timer) throws Exception {
        long now = now();
        if (timer.getNamespace().equals(FORGET)) {
            ledger().forgetFinished(now - settings.retentionMs());
            return;
        }
        Lane lane = lanes.get(timer.getKey());
        if (lane != null) {
            advance(lane, now);
            serve(lane.desk);
        }
    }

    @Override
    public void onEventTime(InternalTimer<String, String> timer) {
        throw new IllegalStateException("no event-time timer is ever registered");
    }

    private void attemptDone(Lane lane, PendingDelivery tried, long startedMs, AttemptResult result) throws Exception {
        if (ended) {
            // The state that leaves with the last snapshot still holds the message: it is sent again, never lost.
            return;
        }
        setCurrentKey(lane.key);
        long now = now();
        EndpointDesk desk = lane.desk;
        desk.freeSlot();
        lane.phase = Lane.Phase.WAITING;
        WebhookMessage message = tried.message();
        int attempt = tried.failedAttempts() + 1;
        DeliveryDecision decision =
                DeliveryDecision.after(result, attempt, tried.sinceMs(), now, desk.schedule(), random.getAsDouble());
        desk.metrics.attempted(now - startedMs, decision.outcome() != DeliveryOutcome.DELIVERED);
        report(message, attempt, decision.outcome(), result.status(), decision.detail(), now);
        switch (decision.outcome()) {
            case DELIVERED -> {
                desk.metrics.delivered(now - tried.sinceMs());
                finish(lane, message, true, now);
                supersedeBelow(lane, message.sequence(), now);
            }
            case WILL_RETRY -> {
                desk.metrics.retried();
                ledger().keep(tried.failed(decision.nextAttemptAtMs()));
                timers().registerProcessingTimeTimer(WAKE, decision.nextAttemptAtMs());
            }
            case DEAD -> {
                desk.metrics.died();
                finish(lane, message, false, now);
            }
            case SUPERSEDED -> throw new IllegalStateException("an attempt cannot supersede its own message");
        }
        if (lane.pending.isEmpty()) {
            lanes.remove(lane.key);
        } else {
            advance(lane, now);
        }
        serve(desk);
    }

    // --- steps ---

    /** Puts the lane into its endpoint's queue if its head is due. The current key must be the lane's. */
    private void advance(Lane lane, long now) throws Exception {
        if (lane.phase != Lane.Phase.WAITING) {
            return;
        }
        PendingDelivery head = ledger().pending(lane.head());
        if (head.nextAttemptAtMs() <= now) {
            lane.phase = Lane.Phase.READY;
            lane.desk.ready.add(lane, head.failedAttempts() > 0);
        }
    }

    /**
     * Starts attempts while there are slots and ready lanes. Changes the current key: always the caller's last step.
     */
    private void serve(EndpointDesk desk) throws Exception {
        while (desk.hasFreeSlot()) {
            Lane lane = desk.ready.poll();
            if (lane == null) {
                return;
            }
            setCurrentKey(lane.key);
            attempt(lane);
        }
    }

    private void attempt(Lane lane) throws Exception {
        // The head is looked up now: an earlier sequence may have arrived while the lane waited for the slot.
        PendingDelivery delivery = ledger().pending(lane.head());
        long now = now();
        lane.phase = Lane.Phase.IN_FLIGHT;
        lane.desk.takeSlot();
        OutgoingRequest request = lane.desk.request(delivery.message(), now);
        CompletableFuture<AttemptResult> answer = request == null
                ? CompletableFuture.completedFuture(AttemptResult.failed(AttemptFailure.NOT_CONFIGURED))
                : transport().send(request);
        CompletableFuture<AttemptResult> unused = answer.whenComplete((result, error) -> {
            AttemptResult known = error == null ? result : AttemptResult.failed(AttemptFailure.BROKEN);
            try {
                mailbox.execute(() -> attemptDone(lane, delivery, now, known), "webhook attempt done");
            } catch (RejectedExecutionException e) {
                // The task has ended. The message is in the state that it left.
                LOG.debug("An answer came after the end of the task");
            }
        });
    }

    private void supersedeBelow(Lane lane, long sequence, long now) throws Exception {
        for (long older : lane.below(sequence)) {
            PendingDelivery old = ledger().pending(older);
            finish(lane, old.message(), false, now);
            lane.desk.metrics.superseded();
            report(
                    old.message(),
                    old.failedAttempts(),
                    DeliveryOutcome.SUPERSEDED,
                    null,
                    "a later sequence was delivered first",
                    now);
        }
    }

    private void finish(Lane lane, WebhookMessage message, boolean delivered, long now) throws Exception {
        remember(message, delivered, now);
        lane.pending.remove(message.sequence());
        lane.desk.metrics.pendingChanged(-1);
    }

    private void remember(WebhookMessage message, boolean delivered, long now) throws Exception {
        ledger().finish(message.sequence(), new FinishedDelivery(message.id(), delivered, now));
        long step = Math.max(1, settings.retentionMs() / FORGET_STEPS);
        long due = now + settings.retentionMs();
        timers().registerProcessingTimeTimer(FORGET, Math.floorDiv(due + step - 1, step) * step);
    }

    private void report(
            WebhookMessage message,
            int attempt,
            DeliveryOutcome outcome,
            @Nullable Integer status,
            @Nullable String detail,
            long now) {
        output.collect(new StreamRecord<>(new DeliveryReport(
                message.id(),
                message.orderKey(),
                message.sequence(),
                message.endpoint(),
                attempt,
                outcome,
                status,
                detail,
                now)));
    }

    // --- what open() made ---

    /** The key's lane, made from state if there is none. The current key must be this one. */
    private Lane lane(String key, @Nullable EndpointDesk knownDesk) throws Exception {
        Lane existing = lanes.get(key);
        if (existing != null) {
            return existing;
        }
        var sequences = ledger().pendingSequences();
        EndpointDesk desk = knownDesk != null
                ? knownDesk
                : desk(ledger().pending(sequences.get(0)).message().endpoint());
        Lane made = new Lane(key, desk);
        made.pending.addAll(sequences);
        lanes.put(key, made);
        return made;
    }

    private EndpointDesk desk(String endpoint) {
        return desks.computeIfAbsent(endpoint, name -> {
            LOG.warn("Messages name an endpoint that is not configured; they are kept and retried: {}", name);
            return EndpointDesk.ofUnknownEndpoint(
                    settings.slotsPerEndpoint(), new DeliveryMetrics(getMetricGroup(), name));
        });
    }

    private String key() {
        return (String) getCurrentKey();
    }

    private long now() {
        return getProcessingTimeService().getCurrentProcessingTime();
    }

    private Ledger ledger() {
        return opened(openLedger);
    }

    private InternalTimerService<String> timers() {
        return opened(openTimers);
    }

    private HttpTransport transport() {
        return opened(transport);
    }

    private static <T> T opened(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("the operator is not open");
        }
        return part;
    }
}
