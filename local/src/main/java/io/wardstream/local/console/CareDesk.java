package io.wardstream.local.console;

import io.wardstream.jobs.kafka.Topics;
import io.wardstream.model.AlarmEvent;
import io.wardstream.model.AlarmPhase;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.Care;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Rejection;
import io.wardstream.model.wire.Decoded;
import io.wardstream.model.wire.WireFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Where people tell the ward what they did, and hear what came of it. It speaks as a console at the broker, through the
 * same door as every device; the answer is read from the log. For one thread.
 */
public final class CareDesk implements AutoCloseable {

    private static final WireFormat<RegistryEntry> ENTRIES = WireFormat.of(RegistryEntry.class);
    private static final WireFormat<BedsideEvent> EVENTS = WireFormat.of(BedsideEvent.class);
    private static final WireFormat<Rejection> REJECTIONS = WireFormat.of(Rejection.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration BROKER_LIMIT = Duration.ofSeconds(8);

    private final Installation installation;
    private final Topics topics;
    private final LogReader log;
    private final Whereabouts whereabouts = new Whereabouts();
    private final AlarmBook alarms = new AlarmBook();
    private String boot = "";
    private @Nullable Long takenAt;
    private @Nullable Rejection refusal;

    private CareDesk(Installation installation) throws IOException {
        this.installation = installation;
        this.topics = installation.kafka().topics();
        this.log = new LogReader(installation.kafka());
    }

    /** Reads who is where and how the alarms stand. */
    public static CareDesk open(Installation installation) throws IOException {
        CareDesk desk = new CareDesk(installation);
        desk.log.read(List.of(desk.topics.registry(), desk.topics.alarms()), desk::take);
        return desk;
    }

    /** Who is where. */
    public Whereabouts whereabouts() {
        return whereabouts;
    }

    /** How the alarms stand. */
    public AlarmBook alarms() {
        return alarms;
    }

    /**
     * Says what somebody did. Returns when the broker has it.
     *
     * @param ward on which ward it is; empty if that is not known
     */
    public void say(Care care, String ward) throws IOException, InterruptedException {
        Installation.Door door = installation.door(ward, whereabouts);
        Console console = new Console(door);
        boot = console.boot();
        // From now on: what was said before is somebody else's.
        log.follow(List.of(topics.events(), topics.rejected()));
        console.say(care, BROKER_LIMIT);
    }

    /**
     * Waits until the ward has taken what was said.
     *
     * @return when, on the ward clock; nothing if it does not come in time
     * @throws IOException if the ward refuses it
     */
    public Optional<Long> awaitTaken(Duration limit) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (takenAt == null && System.nanoTime() - deadline < 0) {
            log.poll(POLL, this::take);
            Rejection refused = refusal;
            if (refused != null) {
                throw new IOException("the ward refuses it: " + refused.reason() + ", " + refused.detail());
            }
        }
        return Optional.ofNullable(takenAt);
    }

    /** How far alarms have come, to know later what is new. */
    public static Map<String, Integer> standing(List<AlarmStory> stories) {
        Map<String, Integer> standing = new LinkedHashMap<>();
        stories.forEach(story -> standing.put(story.alarmId(), story.last().sequence()));
        return standing;
    }

    /**
     * Waits until alarms are acknowledged, or closed.
     *
     * @param before how far they had come before it was said
     * @return what came, by alarm; without those of which nothing came in time
     */
    public Map<String, AlarmEvent> awaitAcknowledged(Map<String, Integer> before, Duration limit) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        Map<String, AlarmEvent> came = new LinkedHashMap<>();
        while (true) {
            for (Map.Entry<String, Integer> each : before.entrySet()) {
                for (AlarmStory story : alarms.beginningWith(each.getKey())) {
                    AlarmEvent event = story.after(each.getValue(), AlarmPhase.ACKNOWLEDGED);
                    if (event == null) {
                        event = story.after(each.getValue(), AlarmPhase.CLOSED);
                    }
                    if (event != null) {
                        came.put(each.getKey(), event);
                    }
                }
            }
            if (came.size() == before.size() || System.nanoTime() - deadline > 0) {
                return came;
            }
            log.poll(POLL, this::take);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        byte[] value = record.value();
        if (value == null) {
            return;
        }
        if (record.topic().equals(topics.registry())) {
            if (ENTRIES.read(value) instanceof Decoded.Accepted<RegistryEntry> entry) {
                whereabouts.take(entry.value());
            }
        } else if (record.topic().equals(topics.alarms())) {
            alarms.take(value);
        } else if (record.topic().equals(topics.events())) {
            // The log has thousands of events a second, and one of them is ours.
            if (contains(value, boot)
                    && EVENTS.read(value) instanceof Decoded.Accepted<BedsideEvent> event
                    && event.value().boot().equals(boot)) {
                takenAt = event.value().acceptedAt();
            }
        } else if (REJECTIONS.read(value) instanceof Decoded.Accepted<Rejection> rejection
                && contains(Base64.getDecoder().decode(rejection.value().rawBase64()), boot)) {
            refusal = rejection.value();
        }
    }

    private static boolean contains(byte[] bytes, String word) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(word);
    }

    @Override
    public void close() {
        log.close();
    }
}
