package io.wardstream.jobs.backtest;

import io.wardstream.jobs.config.BacktestConfig;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.recorded.RecordingFormat;
import java.io.Serial;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Objects;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.jspecify.annotations.Nullable;

/**
 * The events of a recording by their number; reads the recording where the job runs. It is asked for them in order, so
 * it keeps its place and no events; after a restore it goes there again.
 */
final class RecordedEvents implements GeneratorFunction<Long, BedsideEvent> {

    @Serial
    private static final long serialVersionUID = 1;

    private final String format;
    private final String path;
    private final double stretch;
    private transient @Nullable EventLog log;
    private transient @Nullable Iterator<BedsideEvent> events;
    private transient long place;

    RecordedEvents(BacktestConfig config) {
        this.format = config.format().word();
        this.path = config.path().toString();
        this.stretch = config.stretch();
    }

    @Override
    public void open(SourceReaderContext context) {
        RecordingFormat known = RecordingFormat.named(format).orElseThrow();
        log = EventLog.read(known, Path.of(path), stretch);
    }

    @Override
    public BedsideEvent map(Long index) {
        Iterator<BedsideEvent> from = events;
        if (from == null || index < place) {
            from = Objects.requireNonNull(log, "open comes first").iterator();
            events = from;
            place = 0;
        }
        for (; place < index; place++) {
            from.next();
        }
        place++;
        return from.next();
    }
}
