package io.wardstream.jobs.backtest;

import io.wardstream.model.BedsideEvent;
import io.wardstream.model.recorded.Recording;
import io.wardstream.model.recorded.RecordingFormat;
import java.io.Serial;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.jspecify.annotations.Nullable;

/** The events of a recording by their number; reads the recording where the job runs. */
final class RecordedEvents implements GeneratorFunction<Long, BedsideEvent> {

    @Serial
    private static final long serialVersionUID = 1;

    private final String format;
    private final String path;
    private transient @Nullable List<BedsideEvent> events;

    RecordedEvents(RecordingFormat format, Path path) {
        this.format = format.word();
        this.path = path.toString();
    }

    @Override
    public void open(SourceReaderContext context) {
        RecordingFormat known = RecordingFormat.named(format).orElseThrow();
        events = RecordedLog.of(Recording.read(known, Path.of(path))).events();
    }

    @Override
    public BedsideEvent map(Long index) {
        return Objects.requireNonNull(events, "open comes first").get(index.intValue());
    }
}
