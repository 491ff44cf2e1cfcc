package io.wardstream.jobs.clock;

import io.wardstream.model.AlarmEvent;
import io.wardstream.model.BedsideEvent;
import java.io.Serial;
import java.util.List;
import org.apache.flink.api.common.operators.ProcessingTimeService.ProcessingTimeCallback;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.jspecify.annotations.Nullable;

/**
 * Watches the watermark of its input from outside event time, and raises the alarm when it stands still. Runs with
 * parallelism 1, so that it sees the slowest of all partitions. Keeps no state: after a restart a stall is found again.
 */
public final class ClockWatchdogOperator extends AbstractStreamOperator<AlarmEvent>
        implements OneInputStreamOperator<BedsideEvent, AlarmEvent>, ProcessingTimeCallback {

    @Serial
    private static final long serialVersionUID = 1;

    /** The clock may stand still for this long: design D1. */
    public static final long LIMIT_MS = 2_000;

    /** When a job starts, its sources and the ingest job in front of it need this long at most. */
    public static final long START_GRACE_MS = 30_000;

    private static final long CHECK_MS = 250;

    private final WallClock wallClock;
    private final long limitMs;
    private final long startGraceMs;

    private transient @Nullable ClockWatchdog watchdog;

    public ClockWatchdogOperator(WallClock wallClock, long limitMs, long startGraceMs) {
        this.wallClock = wallClock;
        this.limitMs = limitMs;
        this.startGraceMs = startGraceMs;
    }

    @Override
    public void open() throws Exception {
        super.open();
        watchdog = new ClockWatchdog(limitMs, startGraceMs, wallClock.nowMs());
        book();
    }

    private void book() {
        ProcessingTimeService time = getProcessingTimeService();
        time.registerTimer(time.getCurrentProcessingTime() + CHECK_MS, this);
    }

    @Override
    public void onProcessingTime(long time) {
        emit(present().checked(wallClock.nowMs()));
        book();
    }

    @Override
    public void processElement(StreamRecord<BedsideEvent> element) {
        // Only the clock matters here.
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        emit(present().moved(mark.getTimestamp(), wallClock.nowMs()));
        super.processWatermark(mark);
    }

    private void emit(List<AlarmEvent> events) {
        events.forEach(event -> output.collect(new StreamRecord<>(event)));
    }

    private ClockWatchdog present() {
        if (watchdog == null) {
            throw new IllegalStateException("The watchdog is not open");
        }
        return watchdog;
    }
}
