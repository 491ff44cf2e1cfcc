package io.wardstream.local.ward;

import io.wardstream.jobs.ArchiveJob;
import io.wardstream.jobs.IngestJob;
import io.wardstream.jobs.NotifyJob;
import io.wardstream.jobs.SafetyJob;
import io.wardstream.jobs.clock.WardTime;
import io.wardstream.jobs.kafka.Topics;
import io.wardstream.local.inbox.Inbox;
import io.wardstream.local.live.WardObserver;
import io.wardstream.local.servers.EmbeddedFlink;
import io.wardstream.model.AlarmEvent;
import io.wardstream.model.Delivery;
import io.wardstream.model.DeliveryOutcome;
import io.wardstream.model.Time;
import io.wardstream.model.wire.Decoded;
import io.wardstream.model.wire.WireFormat;
import io.wardstream.sim.SimulatedWard;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a ward ends without losing anything. Each step is over when the log proves it, not after a time:
 *
 * <ol>
 *   <li>the devices send what they have and leave;
 *   <li>a beat of the ward clock from after that is in every partition: then everything before it is, too;
 *   <li>the safety job has finished the events up to there, and stops; it must stop before the clock does, or it would
 *       raise the alarm that time stands still;
 *   <li>every alarm has been delivered, and the notify job stops;
 *   <li>the ingest job stops: from now on the log does not grow;
 *   <li>the archive job has finished all of the log, its files and rows are committed, and it stops.
 * </ol>
 *
 * <p>Jobs stop with a savepoint and are never drained: a drain would fire every absence that is not due yet.
 */
final class Ending {

    private static final Logger LOG = LoggerFactory.getLogger(Ending.class);
    private static final long STEP_MS = 60_000;
    private static final long LOOK_MS = 100;
    private static final WireFormat<AlarmEvent> ALARMS = WireFormat.of(AlarmEvent.class);
    private static final WireFormat<Delivery> DELIVERIES = WireFormat.of(Delivery.class);

    private final Topics topics = new Topics(Topics.DEFAULT_PREFIX);
    private final WardServers servers;
    private final SimulatedWard sim;
    private final WardObserver observer;
    private final Inbox inbox;
    private final WardTime time;
    private long endedAt = Long.MAX_VALUE;

    Ending(WardServers servers, SimulatedWard sim, WardObserver observer, Inbox inbox, WardTime time) {
        this.servers = servers;
        this.sim = sim;
        this.observer = observer;
        this.inbox = inbox;
        this.time = time;
    }

    /** A condition that is looked at again and again. */
    private interface Condition {
        boolean holds() throws Exception;
    }

    /** Ends the ward. */
    void end() throws Exception {
        EmbeddedFlink flink = servers.flink();
        endedAt = time.nowMs();
        sim.stop();
        long left = time.nowMs();
        await("the ward clock to pass the last message", () -> observer.view().clockAt() > left);
        try (Lag lag = new Lag(servers.kafka().bootstrapServers())) {
            finish(lag, SafetyJob.NAME, List.of(SafetyJob.NAME), lag.ends(List.of(topics.events())));
            flink.stop(SafetyJob.NAME);
            LOG.info("The safety job has stopped");
            awaitDeliveries();
            flink.stop(NotifyJob.NAME);
            flink.stop(IngestJob.NAME);
            LOG.info("The log is complete");
            // Nobody archives the watchman's echoes.
            List<String> archived = topics.all().stream()
                    .filter(topic -> !topic.equals(topics.probes()))
                    .toList();
            List<String> groups = archived.stream()
                    .map(topic -> ArchiveJob.NAME + "-"
                            + topic.substring(topics.prefix().length()))
                    .collect(Collectors.toList());
            groups.add(ArchiveJob.NAME);
            finish(lag, ArchiveJob.NAME, groups, lag.ends(archived));
            flink.stop(ArchiveJob.NAME);
            LOG.info("The archives are complete");
        }
    }

    /** The ward time at which the devices were told to leave: what was due by then is judged. */
    @Time
    long endedAt() {
        return endedAt;
    }

    private void finish(Lag lag, String job, List<String> groups, Map<TopicPartition, Long> ends) throws Exception {
        await("the job " + job + " to finish the log", () -> {
            servers.flink().checkpoint(job);
            return lag.behind(groups, ends) == 0;
        });
    }

    private void awaitDeliveries() throws Exception {
        await("all alarms to be delivered", () -> {
            Set<String> open = new HashSet<>();
            Set<String> given = new HashSet<>();
            Consumers.readAll(
                    servers.kafka().bootstrapServers(), List.of(topics.alarms(), topics.deliveries()), record -> {
                        if (record.topic().equals(topics.alarms())) {
                            if (ALARMS.read(record.value()) instanceof Decoded.Accepted<AlarmEvent> alarm) {
                                open.add(alarm.value().alarmId() + "."
                                        + alarm.value().sequence());
                            }
                        } else if (DELIVERIES.read(record.value()) instanceof Decoded.Accepted<Delivery> delivery
                                && delivery.value().outcome() != DeliveryOutcome.WILL_RETRY) {
                            given.add(delivery.value().deliveryId());
                        }
                    });
            open.removeAll(given);
            open.removeIf(inbox::has);
            return open.isEmpty();
        });
    }

    private static void await(String what, Condition condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STEP_MS);
        while (!condition.holds()) {
            if (System.nanoTime() - deadline > 0) {
                throw new IOException("waited " + STEP_MS / 1000 + " s for " + what + "; the log tells why");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        }
    }
}
