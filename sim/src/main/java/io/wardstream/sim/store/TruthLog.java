package io.wardstream.sim.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wardstream.sim.truth.ClampClosing;
import io.wardstream.sim.truth.Expectation;
import io.wardstream.sim.truth.TruthLedger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The truth of a stay as lines of JSON, {@code truth.jsonl}, only ever appended to: of two lines with the same id the
 * later counts. A last line that was torn when the process died is left out, and so is any other that cannot be read;
 * both are said in the log. Not thread-safe.
 */
public final class TruthLog {
    private static final Logger LOG = LoggerFactory.getLogger(TruthLog.class);

    private static final JsonMapper MAPPER = WorldFile.mapper();
    private static final ObjectReader READER = MAPPER.readerFor(Line.class);
    private static final ObjectWriter WRITER = MAPPER.writerFor(Line.class);

    private final Path file;

    /** The truth log of a folder, which is made if need be. */
    public TruthLog(Path dir) throws IOException {
        Files.createDirectories(dir);
        this.file = dir.resolve("truth.jsonl");
    }

    /** One line: exactly one part is present. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(
            @Nullable Set<String> subjects,
            @Nullable Expectation expected,
            @Nullable ClampClosing closed) {}

    /** Hands everything that was written to a ledger. */
    public void readInto(TruthLedger ledger) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        int unreadable = 0;
        // Bytes that are no text are a torn line too.
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        for (String line : text.split("\n")) {
            if (line.isBlank()) {
                continue;
            }
            try {
                remember(READER.readValue(line), ledger);
            } catch (JsonProcessingException e) {
                unreadable++;
            }
        }
        if (unreadable > 0) {
            LOG.warn("{}: {} lines could not be read and were left out", file, unreadable);
        }
        if (!text.isEmpty() && !text.endsWith("\n")) {
            Files.writeString(file, "\n", StandardOpenOption.APPEND);
        }
    }

    private static void remember(Line line, TruthLedger ledger) {
        if (line.subjects() != null) {
            ledger.remember(new TruthLedger.Subjects(line.subjects()));
        }
        if (line.expected() != null) {
            ledger.remember(new TruthLedger.Expected(line.expected()));
        }
        if (line.closed() != null) {
            ledger.remember(new TruthLedger.Closed(line.closed()));
        }
    }

    /** Appends what was learned. */
    public void append(List<TruthLedger.Entry> entries) throws IOException {
        if (entries.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder();
        for (TruthLedger.Entry entry : entries) {
            text.append(WRITER.writeValueAsString(line(entry))).append('\n');
        }
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static Line line(TruthLedger.Entry entry) {
        if (entry instanceof TruthLedger.Subjects owned) {
            return new Line(owned.keys(), null, null);
        }
        if (entry instanceof TruthLedger.Expected expected) {
            return new Line(null, expected.expectation(), null);
        }
        if (entry instanceof TruthLedger.Closed closed) {
            return new Line(null, null, closed.closing());
        }
        throw new IllegalStateException(entry.getClass() + " cannot be written");
    }
}
