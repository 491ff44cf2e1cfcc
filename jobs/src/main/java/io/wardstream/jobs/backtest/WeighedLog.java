package io.wardstream.jobs.backtest;

import io.wardstream.model.BagClass;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.DeviceKind;
import io.wardstream.model.InfusionReading;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.RejectionReason;
import io.wardstream.model.Setting;
import io.wardstream.model.SettingScope;
import io.wardstream.model.recorded.Recording;
import io.wardstream.model.recorded.WeighedLine;
import io.wardstream.model.recorded.WeighedReading;
import io.wardstream.model.recorded.WeighedRecording;
import io.wardstream.model.wire.DeviceMessage;
import io.wardstream.model.wire.DeviceMessageDecoder;
import io.wardstream.model.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Recorded hooks as the log would have them: each line has a load cell of its own, and the readings of all of them come in the
 * order of time, through the same decoder as the messages of devices, with the ward clock as in {@link RecordedLog}. Readings
 * are made when they are asked for; no more than one a line is kept.
 */
final class WeighedLog implements EventLog {

    private static final String BOOT = "recorded";
    private static final String BY = "backtest";
    private static final WireFormat<DeviceMessage> FORMAT = WireFormat.of(DeviceMessage.class);

    private final WeighedRecording recording;
    private final Map<RejectionReason, Long> rejectedByReason = new EnumMap<>(RejectionReason.class);
    private long size;
    private long accepted;
    private long rejected;
    private long patientMs;

    WeighedLog(WeighedRecording recording) {
        this.recording = recording;
        for (Recording.Problem problem : recording.problems()) {
            if (problem.line() > 1) {
                refuse(RejectionReason.BROKEN_RECORD);
            }
        }
        for (WeighedLine line : recording.lines()) {
            patientMs += line.curve().durationMs();
        }
        Play play = new Play(this);
        while (play.hasNext()) {
            accepted += play.next().isTick() ? 0 : 1;
            size++;
        }
    }

    private void refuse(RejectionReason reason) {
        rejected++;
        rejectedByReason.merge(reason, 1L, Long::sum);
    }

    private static String deviceId(WeighedLine line) {
        return "scale-" + line.lineId();
    }

    private record Next(WeighedReading reading, int line, long seq, Iterator<WeighedReading> rest)
            implements Comparable<Next> {
        @Override
        public int compareTo(Next other) {
            int byTime = Long.compare(reading.at(), other.reading.at());
            return byTime != 0 ? byTime : Integer.compare(line, other.line);
        }
    }

    private final class Play implements Iterator<BedsideEvent> {
        private final PriorityQueue<Next> agenda = new PriorityQueue<>();
        private final Deque<BedsideEvent> ready = new ArrayDeque<>(2);
        private final @Nullable WeighedLog counts;
        private long instant = Long.MIN_VALUE;
        private boolean over;

        /**
         * @param counts told of what is refused, or null if that is counted already
         */
        Play(@Nullable WeighedLog counts) {
            this.counts = counts;
            for (int i = 0; i < recording.lines().size(); i++) {
                Iterator<WeighedReading> readings =
                        recording.lines().get(i).curve().readings();
                agenda.add(new Next(readings.next(), i, 0, readings));
            }
        }

        @Override
        public boolean hasNext() {
            while (ready.isEmpty() && !over) {
                advance();
            }
            return !ready.isEmpty();
        }

        @Override
        public BedsideEvent next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return ready.remove();
        }

        private void advance() {
            Next next = agenda.poll();
            if (next == null) {
                over = true;
                if (instant != Long.MIN_VALUE) {
                    ready.add(BedsideEvent.tick(instant));
                }
                return;
            }
            long at = next.reading().at();
            if (instant != Long.MIN_VALUE && at > instant) {
                ready.add(BedsideEvent.tick(at - 1));
            }
            instant = at;
            take(recording.lines().get(next.line()), next.seq(), next.reading());
            if (next.rest().hasNext()) {
                agenda.add(new Next(next.rest().next(), next.line(), next.seq() + 1, next.rest()));
            }
        }

        private void take(WeighedLine line, long seq, WeighedReading reading) {
            DeviceMessage message = new DeviceMessage(
                    null, BOOT, seq, reading.at(), new InfusionReading(reading.massG()), null, null, null, null);
            for (DeviceMessageDecoder.Item item :
                    DeviceMessageDecoder.decode(FORMAT.writeText(message).getBytes(StandardCharsets.UTF_8))) {
                if (item instanceof DeviceMessageDecoder.Message decoded) {
                    ready.add(event(line, reading, decoded.message()));
                } else if (item instanceof DeviceMessageDecoder.Refused refused && counts != null) {
                    counts.refuse(refused.reason());
                }
            }
        }

        private static BedsideEvent event(WeighedLine line, WeighedReading reading, DeviceMessage message) {
            return new BedsideEvent(
                    deviceId(line),
                    message.boot(),
                    message.seq(),
                    reading.at(),
                    message.measuredAt(),
                    RecordedLog.WARD,
                    null,
                    line.lineId(),
                    line.patientId(),
                    Objects.requireNonNull(message.infusion(), "what was written"),
                    null,
                    null,
                    null,
                    null,
                    null);
        }
    }

    /**
     * The load cells. Their entries name no line, the events do: so nobody watches for their silence, which means nothing in a
     * recording that ends.
     */
    @Override
    public List<RegistryEntry> registry() {
        List<RegistryEntry> entries = new ArrayList<>();
        for (WeighedLine line : recording.lines()) {
            entries.add(new RegistryEntry(
                    deviceId(line),
                    DeviceKind.LOAD_CELL,
                    RecordedLog.WARD,
                    null,
                    null,
                    line.patientId(),
                    0,
                    BagClass.UNKNOWN,
                    null,
                    line.bagMl(),
                    WeighedLine.TARE_G,
                    WeighedLine.DENSITY_G_PER_ML,
                    null));
        }
        return entries;
    }

    /** The ordered rates of lines whose order never changes; settings have no time here. */
    @Override
    public List<Setting> settings() {
        List<Setting> settings = new ArrayList<>();
        for (WeighedLine line : recording.lines()) {
            Double order = line.orderMlPerH();
            if (order != null) {
                settings.add(new Setting(
                        SettingScope.LINE, line.lineId(), "Order.mlPerH", order, BY, 0, "ordered in the chart", 0));
            }
        }
        return settings;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public Iterator<BedsideEvent> iterator() {
        return new Play(null);
    }

    @Override
    public List<Recording.Problem> problems() {
        return recording.problems();
    }

    @Override
    public long patients() {
        return recording.lines().stream().map(WeighedLine::patientId).distinct().count();
    }

    @Override
    public long accepted() {
        return accepted;
    }

    @Override
    public long rejected() {
        return rejected;
    }

    @Override
    public long withoutValues() {
        return recording.rowsWithoutWeight();
    }

    @Override
    public Map<RejectionReason, Long> rejectedByReason() {
        return rejectedByReason;
    }

    @Override
    public long rowsUsed() {
        return recording.rowsUsed();
    }

    @Override
    public Map<String, Long> rowsSkipped() {
        Map<String, Long> skipped = new TreeMap<>();
        recording.rowsSkipped().forEach((reason, count) -> skipped.put(reason.name(), count));
        return skipped;
    }

    @Override
    public Map<String, Long> happened() {
        return Map.of();
    }

    @Override
    public Map<String, Long> labelled() {
        return Map.of();
    }

    @Override
    public long patientMs() {
        return patientMs;
    }
}
