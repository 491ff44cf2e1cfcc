package io.wardstream.jobs.backtest;

import io.wardstream.model.BedsideEvent;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.RejectionReason;
import io.wardstream.model.Setting;
import io.wardstream.model.Time;
import io.wardstream.model.VitalsReading;
import io.wardstream.model.recorded.RecordedPatient;
import io.wardstream.model.recorded.RecordedRow;
import io.wardstream.model.recorded.Recording;
import io.wardstream.model.wire.BadValue;
import io.wardstream.model.wire.DeviceMessage;
import io.wardstream.model.wire.DeviceMessageDecoder;
import io.wardstream.model.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * A recording as the log would have it: the rows of all patients in the order of their times, through the same decoder as
 * the messages of devices, with a beat of the ward clock behind each instant.
 *
 * <p>The beat behind the rows of one instant goes to just before the next, so what falls due in between is called over in
 * its time; the last goes to the last row and no further, so nothing is called over that nobody waited for.
 */
final class RecordedLog implements EventLog {

    /** When recorded time begins: the design's base for recordings without a date. */
    @Time
    static final long BASE = 1_767_225_600_000L;

    /** On which ward recorded patients lie. */
    static final String WARD = "recorded";

    private static final String BOOT = "recorded";
    private static final WireFormat<DeviceMessage> FORMAT = WireFormat.of(DeviceMessage.class);

    private final List<BedsideEvent> events = new ArrayList<>();
    private final Map<RejectionReason, Long> rejectedByReason = new EnumMap<>(RejectionReason.class);
    private long accepted;
    private long rejected;
    private long withoutValues;
    private long rowsUsed;
    private long patientMs;

    private final Recording recording;

    private RecordedLog(Recording recording) {
        this.recording = recording;
    }

    /** The log of a recording. */
    static RecordedLog of(Recording recording) {
        RecordedLog log = new RecordedLog(recording);
        for (Recording.Problem problem : recording.problems()) {
            if (problem.line() > 1) {
                // A row that is none; the first line is the header, and a file without one has no rows to lose.
                log.rejected++;
                log.count(problem.reason(), 1);
            }
        }
        log.play(recording.patients());
        return log;
    }

    private record Next(long offsetMs, int patient, int row) implements Comparable<Next> {
        @Override
        public int compareTo(Next other) {
            int byTime = Long.compare(offsetMs, other.offsetMs);
            return byTime != 0 ? byTime : Integer.compare(patient, other.patient);
        }
    }

    private void play(List<RecordedPatient> patients) {
        PriorityQueue<Next> agenda = new PriorityQueue<>();
        for (int i = 0; i < patients.size(); i++) {
            List<RecordedRow> rows = patients.get(i).rows();
            agenda.add(new Next(rows.get(0).offsetMs(), i, 0));
            patientMs += rows.get(rows.size() - 1).offsetMs() - rows.get(0).offsetMs();
        }
        long instant = Long.MIN_VALUE;
        for (Next next = agenda.poll(); next != null; next = agenda.poll()) {
            if (instant != Long.MIN_VALUE && next.offsetMs() > instant) {
                events.add(BedsideEvent.tick(BASE + next.offsetMs() - 1));
            }
            instant = next.offsetMs();
            RecordedPatient patient = patients.get(next.patient());
            take(patient.patientId(), next.row(), patient.rows().get(next.row()));
            if (next.row() + 1 < patient.rows().size()) {
                RecordedRow after = patient.rows().get(next.row() + 1);
                agenda.add(new Next(after.offsetMs(), next.patient(), next.row() + 1));
            }
        }
        if (instant != Long.MIN_VALUE) {
            events.add(BedsideEvent.tick(BASE + instant));
        }
    }

    private void take(String patientId, int seq, RecordedRow row) {
        if (row.vitals().isEmpty()) {
            withoutValues++;
            return;
        }
        long at = BASE + row.offsetMs();
        DeviceMessage message = new DeviceMessage(null, BOOT, seq, at, null, row.vitals(), null, null, null);
        for (DeviceMessageDecoder.Item item :
                DeviceMessageDecoder.decode(FORMAT.writeText(message).getBytes(StandardCharsets.UTF_8))) {
            if (item instanceof DeviceMessageDecoder.Message decoded) {
                admit(patientId, at, decoded);
            } else if (item instanceof DeviceMessageDecoder.Refused refused) {
                int rows = recording.oneValueARow() ? row.vitals().size() : 1;
                rejected += rows;
                count(refused.reason(), rows);
            }
        }
    }

    private void admit(String patientId, long at, DeviceMessageDecoder.Message decoded) {
        for (BadValue bad : decoded.badValues()) {
            count(bad.reason(), 1);
        }
        DeviceMessage message = decoded.message();
        VitalsReading vitals = message.vitals();
        accepted++;
        if (recording.oneValueARow()) {
            rejected += decoded.badValues().size();
            rowsUsed += vitals == null ? 0 : vitals.size();
        } else {
            rowsUsed++;
        }
        events.add(new BedsideEvent(
                "monitor-" + patientId,
                message.boot(),
                message.seq(),
                at,
                message.measuredAt(),
                WARD,
                null,
                null,
                patientId,
                null,
                vitals,
                null,
                null,
                null,
                null));
    }

    private void count(RejectionReason reason, long rows) {
        rejectedByReason.merge(reason, rows, Long::sum);
    }

    @Override
    public long size() {
        return events.size();
    }

    @Override
    public Iterator<BedsideEvent> iterator() {
        return events.iterator();
    }

    @Override
    public List<Recording.Problem> problems() {
        return recording.problems();
    }

    /** None: recorded patients have no devices that could fall silent and no clamps that could close. */
    @Override
    public List<RegistryEntry> registry() {
        return List.of();
    }

    @Override
    public List<Setting> settings() {
        return List.of();
    }

    @Override
    public long patients() {
        return recording.patients().size();
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
        return withoutValues;
    }

    @Override
    public Map<RejectionReason, Long> rejectedByReason() {
        return rejectedByReason;
    }

    @Override
    public long rowsUsed() {
        return rowsUsed;
    }

    @Override
    public Map<String, Long> rowsSkipped() {
        return recording.skipped();
    }

    @Override
    public Map<String, Long> happened() {
        Map<String, Long> happened = new TreeMap<>();
        for (RecordedPatient patient : recording.patients()) {
            if (patient.eventMs() != null) {
                happened.put(patient.patientId(), BASE + patient.eventMs());
            }
        }
        return happened;
    }

    @Override
    public Map<String, Long> labelled() {
        Map<String, Long> labelled = new TreeMap<>();
        for (RecordedPatient patient : recording.patients()) {
            if (patient.labelMs() != null) {
                labelled.put(patient.patientId(), BASE + patient.labelMs());
            }
        }
        return labelled;
    }

    @Override
    public long patientMs() {
        return patientMs;
    }
}
