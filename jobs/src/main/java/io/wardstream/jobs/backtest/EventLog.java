package io.wardstream.jobs.backtest;

import io.wardstream.model.BedsideEvent;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.RejectionReason;
import io.wardstream.model.Setting;
import io.wardstream.model.recorded.Recording;
import io.wardstream.model.recorded.RecordingFormat;
import io.wardstream.model.recorded.WeighedRecording;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * A recording as the log would have it, with the counts of what was read. The counts are there before the events are asked
 * for, and the events are the same each time.
 */
interface EventLog {

    /** Reads a recording. Never throws for what it finds. */
    static EventLog read(RecordingFormat format, Path path, double stretch) {
        return format.weighs()
                ? new WeighedLog(WeighedRecording.read(format, path, stretch))
                : RecordedLog.of(Recording.read(format, path));
    }

    /** How many events there are, ticks among them. */
    long size();

    /** The events, ticks among them, in the order of time. */
    Iterator<BedsideEvent> iterator();

    /** What could not be read. */
    List<Recording.Problem> problems();

    /** The devices that must be registered for the events to mean something. */
    List<RegistryEntry> registry();

    /** What the recording itself orders. */
    List<Setting> settings();

    /** How many patients there are. */
    long patients();

    /** Readings that became events. */
    long accepted();

    /** Rows and readings of which nothing could be taken. */
    long rejected();

    /** Rows in which nothing was recorded; they are no events. */
    long withoutValues();

    /** Rows, and single values of rows, that were refused, by reason. */
    Map<RejectionReason, Long> rejectedByReason();

    /** Rows that the events were made of. */
    long rowsUsed();

    /** Rows that can be read and are about something else, by reason. */
    Map<String, Long> rowsSkipped();

    /** What happened to patients and alarms should have foretold, by patient, where the recording says it. */
    Map<String, Long> happened();

    /** The same, and that of patients whose record begins with it. */
    Map<String, Long> labelled();

    /** The time between the first and the last reading, over all patients, or over all lines where there are lines. */
    long patientMs();
}
