package io.wardstream.local.watch;

import io.wardstream.cep.PatternCard;
import io.wardstream.cep.SystemAlarms;
import io.wardstream.local.console.Installation;
import io.wardstream.local.console.LogReader;
import io.wardstream.local.ward.Producers;
import io.wardstream.model.AlarmEvent;
import io.wardstream.model.AlarmPhase;
import io.wardstream.model.Evidence;
import io.wardstream.model.Ids;
import io.wardstream.model.Subject;
import io.wardstream.model.wire.Decoded;
import io.wardstream.model.wire.WireFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The watchman's alarm, which it writes into the log itself: what would raise it may be dead. If the log does not take it, that
 * is written down, and the watchman's own voice is all there is. For one thread.
 */
final class CanaryAlarm {

    private static final Logger LOG = LoggerFactory.getLogger(CanaryAlarm.class);
    private static final WireFormat<AlarmEvent> FORMAT = WireFormat.of(AlarmEvent.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** What the alarm is about. */
    static final String ABOUT = "pipeline";

    private final Installation installation;
    private final String watchman;
    private final Watchman.Options options;
    private @Nullable AlarmEvent last;

    /** @param watchman the watchman's name at the broker */
    CanaryAlarm(Installation installation, String watchman, Watchman.Options options) {
        this.installation = installation;
        this.watchman = watchman;
        this.options = options;
    }

    /**
     * Takes on what an earlier watchman of this name has raised and never ended, so that it ends with the first echo.
     *
     * @throws IOException if the log cannot be read
     */
    void adopt(LogReader log) throws IOException {
        if (!options.alarms()) {
            return;
        }
        Map<String, AlarmEvent> open = new HashMap<>();
        log.read(List.of(installation.kafka().topics().alarms()), record -> {
            if (record.value() != null
                    && FORMAT.read(record.value()) instanceof Decoded.Accepted<AlarmEvent> event
                    && event.value()
                            .pattern()
                            .equals(SystemAlarms.PIPELINE_CANARY.card().id())
                    && watchman.equals(event.value().by())) {
                open.merge(
                        event.value().alarmId(),
                        event.value(),
                        (one, other) -> other.sequence() > one.sequence() ? other : one);
            }
        });
        open.values().stream()
                .filter(event -> event.phase() == AlarmPhase.RAISED)
                .max(Comparator.comparingLong(AlarmEvent::at))
                .ifPresent(event -> last = event);
    }

    /** A question has had no answer for so long; says nothing if that is said already. */
    void raise(long overdueMs, String why) {
        if (last != null) {
            return;
        }
        AlarmEvent raised = raised(installation.nowMs(), overdueMs, options.limit(), watchman, why);
        last = raised;
        write(List.of(raised));
    }

    /** It is over, if there was anything. */
    void end() {
        AlarmEvent raised = last;
        if (raised != null) {
            last = null;
            AlarmEvent cleared = follow(raised, AlarmPhase.CLEARED, installation.nowMs());
            write(List.of(cleared, follow(cleared, AlarmPhase.CLOSED, installation.nowMs())));
        }
    }

    /** What is said, at a time on the ward's clock. */
    static AlarmEvent raised(long at, long overdueMs, Duration limit, String watchman, String why) {
        PatternCard card = SystemAlarms.PIPELINE_CANARY.card();
        long onset = at - overdueMs;
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence("NO_ECHO", overdueMs / 1000.0, limit.toMillis() / 1000.0, "s", at, null));
        return new AlarmEvent(
                Ids.alarm(card.family(), ABOUT, onset),
                0,
                card.id(),
                card.version(),
                card.family(),
                AlarmPhase.RAISED,
                card.priority(),
                card.kind(),
                new Subject(ABOUT, "", null, null, null, null),
                onset,
                at,
                evidence,
                0,
                0,
                watchman,
                why);
    }

    /** What comes after it. */
    static AlarmEvent follow(AlarmEvent before, AlarmPhase phase, long at) {
        return new AlarmEvent(
                before.alarmId(),
                before.sequence() + 1,
                before.pattern(),
                before.patternVersion(),
                before.family(),
                phase,
                before.priority(),
                before.kind(),
                before.subject(),
                before.onset(),
                Math.max(at, before.at()),
                new ArrayList<>(),
                before.settingsVersion(),
                before.tier(),
                before.by(),
                null);
    }

    private void write(List<AlarmEvent> events) {
        if (!options.alarms()) {
            return;
        }
        String topic = installation.kafka().topics().alarms();
        try (KafkaProducer<byte[], byte[]> producer =
                Producers.of(installation.kafka().bootstrapServers(), PATIENCE)) {
            for (AlarmEvent event : events) {
                producer.send(
                        new ProducerRecord<>(
                                topic,
                                null,
                                event.at(),
                                event.alarmId().getBytes(StandardCharsets.UTF_8),
                                FORMAT.write(event)),
                        (written, failure) -> {
                            if (failure != null) {
                                LOG.error(
                                        "The log does not take the alarm {} {}",
                                        event.pattern(),
                                        event.phase(),
                                        failure);
                            }
                        });
            }
            producer.flush();
        } catch (KafkaException e) {
            LOG.error("The log does not take the watchman's alarm", e);
        }
    }
}
