package io.wardstream.bench.drill.job;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Writes down each reading as it leaves the source, once for each time that it does, and hands it on. Each subtask of
 * each attempt has a file of its own, named after the time at which it began; a line is handed to the operating system
 * at once, so that the killing of the process costs none.
 */
public final class RawLog extends ProcessFunction<Reading, Reading> {

    @Serial
    private static final long serialVersionUID = 1;

    private static final Pattern NAME = Pattern.compile("(\\d+)-a(\\d+)-s(\\d+)-p(\\d+)\\.log");

    private final String folder;
    private transient @Nullable OutputStream file;

    RawLog(Path folder) {
        this.folder = folder.toString();
    }

    /**
     * One subtask of one attempt.
     *
     * @param path its file
     * @param openedAtMs when it began
     * @param attempt counted from 0
     * @param pid the process that it ran in
     */
    public record Part(Path path, long openedAtMs, int attempt, long pid) {

        /** What left the source, in its order. */
        public List<Line> lines() throws IOException {
            List<Line> lines = new ArrayList<>();
            for (String line : Files.readAllLines(path)) {
                lines.add(new Line(Reading.parse(line), Long.parseLong(line.substring(line.lastIndexOf(' ') + 1))));
            }
            return lines;
        }
    }

    /**
     * A reading that left the source.
     *
     * @param reading which
     * @param atMs when
     */
    public record Line(Reading reading, long atMs) {}

    /** All parts of a folder, in the order in which they began. */
    public static List<Part> parts(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Part> parts = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path path : files.sorted().toList()) {
                Matcher name = NAME.matcher(path.getFileName().toString());
                if (name.matches()) {
                    parts.add(new Part(
                            path,
                            Long.parseLong(name.group(1)),
                            Integer.parseInt(name.group(2)),
                            Long.parseLong(name.group(4))));
                }
            }
        }
        return parts;
    }

    @Override
    public void open(OpenContext context) throws IOException {
        var task = getRuntimeContext().getTaskInfo();
        String name = String.format(
                Locale.ROOT,
                "%013d-a%d-s%d-p%d.log",
                System.currentTimeMillis(),
                task.getAttemptNumber(),
                task.getIndexOfThisSubtask(),
                ProcessHandle.current().pid());
        file = new FileOutputStream(Path.of(folder, name).toFile(), true);
    }

    @Override
    public void processElement(Reading reading, Context context, Collector<Reading> out) throws IOException {
        OutputStream present = file;
        if (present == null) {
            throw new IllegalStateException("not open");
        }
        present.write((reading.text() + " " + System.currentTimeMillis() + "\n").getBytes(StandardCharsets.UTF_8));
        out.collect(reading);
    }

    @Override
    public void close() throws IOException {
        OutputStream present = file;
        if (present != null) {
            present.close();
        }
    }
}
