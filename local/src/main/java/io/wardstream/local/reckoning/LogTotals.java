package io.wardstream.local.reckoning;

import io.wardstream.jobs.kafka.Topics;
import io.wardstream.jobs.order.OrderState;
import io.wardstream.jobs.order.Verdict;
import io.wardstream.local.ward.Consumers;
import io.wardstream.model.AlarmEvent;
import io.wardstream.model.AlarmPhase;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.ClampEvent;
import io.wardstream.model.ClampPhase;
import io.wardstream.model.ClampPolicy;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Rejection;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import io.wardstream.model.load.AlarmLoad;
import io.wardstream.model.wire.WireFormat;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the log says, read from its beginning to its end. */
final class LogTotals {

    private static final WireFormat<BedsideEvent> EVENTS = WireFormat.of(BedsideEvent.class);
    private static final WireFormat<AlarmEvent> ALARMS = WireFormat.of(AlarmEvent.class);
    private static final WireFormat<Sign> SIGNS = WireFormat.of(Sign.class);
    private static final WireFormat<ClampEvent> CLAMPS = WireFormat.of(ClampEvent.class);
    private static final WireFormat<Rejection> REJECTIONS = WireFormat.of(Rejection.class);
    private static final WireFormat<RegistryEntry> ENTRIES = WireFormat.of(RegistryEntry.class);

    private static final double MS_PER_HOUR = 3_600_000;

    private final Topics topics = new Topics(Topics.DEFAULT_PREFIX);
    private final Map<String, OrderState> orders = new HashMap<>();
    private final Map<Verdict, Long> events = new EnumMap<>(Verdict.class);
    private final Map<String, AlarmEvent> alarms = new LinkedHashMap<>();
    private final Map<ClampPhase, Set<String>> clamps = new EnumMap<>(ClampPhase.class);
    private final Set<String> closableLines = new HashSet<>();
    private final Map<String, Watched> watched = new HashMap<>();
    private long rejected;

    /** What was beyond a limit and not said; the same after a restart is the same. */
    private final Set<Sign> suppressed = new LinkedHashSet<>();

    /** From when to when something was heard of a patient. */
    private record Watched(long from, long until) {
        Watched together(Watched other) {
            return new Watched(Math.min(from, other.from), Math.max(until, other.until));
        }
    }

    private LogTotals() {}

    /** Reads the log. */
    static LogTotals read(String kafka) {
        LogTotals totals = new LogTotals();
        Topics topics = totals.topics;
        Consumers.readAll(
                kafka,
                List.of(
                        topics.events(),
                        topics.alarms(),
                        topics.commands(),
                        topics.rejected(),
                        topics.registry(),
                        topics.signs()),
                totals::take);
        return totals;
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        String topic = record.topic();
        if (topic.equals(topics.events())) {
            BedsideEvent event = Consumers.value(EVENTS, record);
            if (event != null && !event.isTick()) {
                Verdict verdict = orders.computeIfAbsent(event.deviceId(), device -> new OrderState())
                        .admit(event.boot(), event.seq());
                events.merge(verdict, 1L, Long::sum);
                if (event.patientId() != null) {
                    watched.merge(
                            event.patientId(), new Watched(event.acceptedAt(), event.acceptedAt()), Watched::together);
                }
            }
        } else if (topic.equals(topics.alarms())) {
            AlarmEvent alarm = Consumers.value(ALARMS, record);
            if (alarm != null) {
                alarms.putIfAbsent(alarm.alarmId() + "." + alarm.sequence(), alarm);
            }
        } else if (topic.equals(topics.signs())) {
            Sign sign = Consumers.value(SIGNS, record);
            if (sign != null && sign.kind() == SignKind.SUPPRESSED && sign.waitFor() != null) {
                suppressed.add(sign);
            }
        } else if (topic.equals(topics.commands())) {
            ClampEvent clamp = Consumers.value(CLAMPS, record);
            if (clamp != null) {
                clamps.computeIfAbsent(clamp.phase(), phase -> new HashSet<>()).add(clamp.commandId());
            }
        } else if (topic.equals(topics.registry())) {
            RegistryEntry entry = Consumers.value(ENTRIES, record);
            if (entry != null
                    && entry.kind().hasClamp()
                    && entry.effectiveClampPolicy() == ClampPolicy.AUTO_CLOSE
                    && entry.effectiveLineId() != null) {
                closableLines.add(entry.effectiveLineId());
            }
        } else {
            Rejection rejection = Consumers.value(REJECTIONS, record);
            if (rejection != null && rejection.wholeMessage()) {
                rejected++;
            }
        }
    }

    long count(Verdict verdict) {
        return events.getOrDefault(verdict, 0L);
    }

    long rejected() {
        return rejected;
    }

    /** Distinct events in the alarms' lives. */
    List<AlarmEvent> alarms() {
        return new ArrayList<>(alarms.values());
    }

    /** Distinct alarms. */
    List<AlarmEvent> raised() {
        return alarms.values().stream()
                .filter(alarm -> alarm.phase() == AlarmPhase.RAISED)
                .toList();
    }

    /**
     * The load that the alarms were. A patient counts from the first message about the patient to the last, whatever happened in
     * between; nobody records what befell them, so there are no leads.
     */
    AlarmLoad.Report load() {
        AlarmLoad load = new AlarmLoad(AlarmLoad.WARNING_MS);
        alarms.values().forEach(load::alarm);
        suppressed.stream().map(Sign::waitFor).filter(Objects::nonNull).forEach(load::suppressed);
        double ms = watched.values().stream()
                .mapToDouble(each -> each.until() - each.from())
                .sum();
        return load.report(new AlarmLoad.Exposure(watched.size(), ms / MS_PER_HOUR));
    }

    long clamps(ClampPhase phase) {
        return clamps.getOrDefault(phase, Set.of()).size();
    }

    /** Alarms for low bags, on lines that may be closed, that somebody answered before they came to the clamp. */
    long prevented() {
        Map<String, Set<AlarmPhase>> lives = new HashMap<>();
        Set<String> low = new HashSet<>();
        Set<String> unattended = new HashSet<>();
        for (AlarmEvent alarm : alarms.values()) {
            lives.computeIfAbsent(alarm.alarmId(), id -> new HashSet<>()).add(alarm.phase());
            String line = alarm.subject().lineId();
            if (alarm.pattern().equals("LowLevel") && line != null && closableLines.contains(line)) {
                low.add(alarm.alarmId());
            }
            if (alarm.pattern().startsWith("Unattended")) {
                unattended.add(alarm.alarmId());
            }
        }
        return low.stream()
                .filter(id -> !unattended.contains(id))
                .map(id -> lives.getOrDefault(id, Set.of()))
                .filter(life -> life.contains(AlarmPhase.ACKNOWLEDGED) || life.contains(AlarmPhase.CLEARED))
                .count();
    }
}
