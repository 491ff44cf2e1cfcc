package io.wardstream.local.live;

import io.wardstream.jobs.clock.WardTime;
import io.wardstream.jobs.kafka.Topics;
import io.wardstream.local.ward.Consumers;
import io.wardstream.model.AlarmEvent;
import io.wardstream.model.AlarmPhase;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.ClampEvent;
import io.wardstream.model.ClampPhase;
import io.wardstream.model.Evidence;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Rejection;
import io.wardstream.model.Score;
import io.wardstream.model.Tick;
import io.wardstream.model.wire.WireFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the ward's streams beside the jobs, for the terminal. It decides nothing.
 *
 * <p>Alarms and commands are read from their beginning, so that what an earlier run left open is shown; the rest from
 * the moment of the start. One thread reads; {@link #view} may be called from any other.
 */
public final class WardObserver implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WardObserver.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long RATE_WINDOW_NANOS = 5_000_000_000L;

    private static final WireFormat<BedsideEvent> EVENTS = WireFormat.of(BedsideEvent.class);
    private static final WireFormat<AlarmEvent> ALARMS = WireFormat.of(AlarmEvent.class);
    private static final WireFormat<ClampEvent> CLAMPS = WireFormat.of(ClampEvent.class);
    private static final WireFormat<Score> SCORES = WireFormat.of(Score.class);
    private static final WireFormat<Rejection> REJECTIONS = WireFormat.of(Rejection.class);

    private static final Comparator<AlarmEvent> MOST_URGENT_FIRST = Comparator.comparing(AlarmEvent::priority)
            .reversed()
            .thenComparing(AlarmEvent::onset)
            .thenComparing(AlarmEvent::alarmId);

    private final Topics topics = new Topics(Topics.DEFAULT_PREFIX);
    private final WardTime time;
    private final Map<String, RegistryEntry> devices;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> startedAt;
    private final Thread thread;
    private volatile boolean closing;

    // Guarded by this.
    private final Map<String, BedState> beds = new TreeMap<>();
    private final Map<String, AlarmEvent> open = new LinkedHashMap<>();
    private final Set<String> closed = new HashSet<>();
    private final Set<String> clampsClosed = new HashSet<>();
    private final Set<String> clampsWithheld = new HashSet<>();
    private final Map<Integer, Long> ticks = new HashMap<>();
    private final Latencies latencies = new Latencies();
    private final int partitions;
    private long events;
    private long rejected;
    private long windowFrom = System.nanoTime();
    private long windowEvents;
    private double perSecond;

    /**
     * Begins to look.
     *
     * @param kafka Kafka's address
     * @param time the ward's time
     * @param registered the devices of the beds
     */
    public WardObserver(String kafka, WardTime time, List<RegistryEntry> registered) {
        this.time = time;
        this.devices = new HashMap<>();
        for (RegistryEntry entry : registered) {
            devices.put(entry.deviceId(), entry);
            if (entry.bed() != null) {
                beds.computeIfAbsent(bed(entry.ward(), entry.bed()), name -> new BedState());
            }
        }
        this.consumer = Consumers.of(kafka);
        List<TopicPartition> all = Consumers.partitions(
                consumer,
                List.of(topics.events(), topics.alarms(), topics.commands(), topics.scores(), topics.rejected()));
        this.partitions = (int) all.stream()
                .filter(each -> each.topic().equals(topics.events()))
                .count();
        consumer.assign(all);
        this.startedAt = Map.copyOf(consumer.endOffsets(all, LIMIT));
        for (TopicPartition partition : all) {
            boolean whole = partition.topic().equals(topics.alarms())
                    || partition.topic().equals(topics.commands());
            consumer.seek(partition, whole ? 0 : startedAt.getOrDefault(partition, 0L));
        }
        this.thread = new Thread(this::read, "ward-observer");
        thread.setDaemon(true);
        thread.start();
    }

    private static String bed(@Nullable String ward, @Nullable String bed) {
        return ward + "/" + (bed == null ? "-" : bed);
    }

    private void read() {
        try {
            while (!closing) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    boolean live = record.offset()
                            >= startedAt.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L);
                    synchronized (this) {
                        take(record, live);
                    }
                }
            }
        } catch (WakeupException e) {
            LOG.debug("The observer is asked to end");
        } catch (RuntimeException e) {
            LOG.error("The observer cannot go on; the table no longer changes", e);
        } finally {
            consumer.close();
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record, boolean live) {
        String topic = record.topic();
        if (topic.equals(topics.events())) {
            BedsideEvent event = Consumers.value(EVENTS, record);
            if (event != null) {
                event(event, record.partition());
            }
        } else if (topic.equals(topics.alarms())) {
            AlarmEvent alarm = Consumers.value(ALARMS, record);
            if (alarm != null) {
                alarm(alarm, live);
            }
        } else if (topic.equals(topics.commands())) {
            ClampEvent clamp = Consumers.value(CLAMPS, record);
            if (clamp != null && clamp.phase() == ClampPhase.CONFIRMED) {
                clampsClosed.add(clamp.commandId());
            } else if (clamp != null && clamp.phase() == ClampPhase.WITHHELD) {
                clampsWithheld.add(clamp.commandId());
            }
        } else if (topic.equals(topics.scores())) {
            Score score = Consumers.value(SCORES, record);
            BedState state = score == null
                    ? null
                    : beds.get(bed(score.subject().ward(), score.subject().bed()));
            if (score != null && state != null) {
                state.score(score.news2());
            }
        } else {
            Rejection rejection = Consumers.value(REJECTIONS, record);
            if (rejection != null && rejection.wholeMessage()) {
                rejected++;
            }
        }
    }

    private void event(BedsideEvent event, int partition) {
        Tick tick = event.tick();
        if (tick != null) {
            ticks.merge(partition, tick.through(), Math::max);
            return;
        }
        events++;
        windowEvents++;
        BedState state = beds.get(bed(event.ward(), event.bed()));
        if (state != null) {
            state.take(event, devices.get(event.deviceId()));
        }
    }

    private void alarm(AlarmEvent alarm, boolean live) {
        boolean over = alarm.phase() == AlarmPhase.CLEARED || alarm.phase() == AlarmPhase.CLOSED;
        AlarmEvent known = open.get(alarm.alarmId());
        if (over) {
            open.remove(alarm.alarmId());
            closed.add(alarm.alarmId());
        } else if (!closed.contains(alarm.alarmId()) && (known == null || known.sequence() < alarm.sequence())) {
            open.put(alarm.alarmId(), alarm);
        }
        boolean isNew = known == null || known.sequence() < alarm.sequence();
        boolean calls = alarm.phase() == AlarmPhase.RAISED || alarm.phase() == AlarmPhase.ESCALATED;
        if (live && isNew && calls && madeByMessage(alarm)) {
            latencies.add(Math.max(0, time.toWallMs(time.nowMs() - alarm.at())));
        }
    }

    /** Whether a message made the alarm at the moment in which it came, and not a time that was waited for. */
    private static boolean madeByMessage(AlarmEvent alarm) {
        for (Evidence evidence : alarm.evidence()) {
            if (evidence.at() == alarm.at() && evidence.source() != null) {
                return true;
            }
        }
        return false;
    }

    /** The ward now. */
    public synchronized WardView view() {
        long now = System.nanoTime();
        if (now - windowFrom > RATE_WINDOW_NANOS) {
            perSecond = windowEvents * 1e9 / (now - windowFrom);
            windowFrom = now;
            windowEvents = 0;
        }
        Map<String, List<AlarmEvent>> byBed = new HashMap<>();
        List<AlarmEvent> all = new ArrayList<>(open.values());
        all.sort(MOST_URGENT_FIRST);
        for (AlarmEvent alarm : all) {
            byBed.computeIfAbsent(bed(alarm.subject().ward(), alarm.subject().bed()), name -> new ArrayList<>())
                    .add(alarm);
        }
        List<WardView.Bed> rows = new ArrayList<>();
        beds.forEach((name, state) -> rows.add(new WardView.Bed(
                name,
                state.levelMl(),
                state.emptyInMs(),
                state.vitals(),
                state.news2(),
                state.clamp(),
                byBed.getOrDefault(name, List.of()))));
        long clock = ticks.size() < partitions ? Long.MIN_VALUE : Collections.min(ticks.values());
        return new WardView(
                rows,
                all,
                events,
                perSecond,
                rejected,
                latencies.percentile(0.5),
                latencies.percentile(0.99),
                clampsClosed.size(),
                clampsWithheld.size(),
                clock);
    }

    @Override
    public void close() throws InterruptedException {
        closing = true;
        consumer.wakeup();
        thread.join(5_000);
    }
}
