package io.wardstream.jobs.backtest;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lines that several subtasks write in their own order, made one file in the order of time. A line carries its place in
 * front of it, up to a tab; the finished file does not.
 */
final class SortedLines {

    private SortedLines() {}

    /** A line with its place: time, then record, then number. */
    static String placed(long at, @Nullable String patientId, long number, String line) {
        return String.format(Locale.ROOT, "%016d %s %06d\t%s", at, patientId == null ? "" : patientId, number, line);
    }

    /**
     * Puts the parts together.
     *
     * @param parts the folder with the parts; it may be missing when there was nothing to write
     * @param file the finished file, replaced in one step
     * @param each told of every line, in order
     * @return how many lines there are
     */
    static long merge(Path parts, Path file, Consumer<String> each) throws IOException {
        return merge(parts, file, List.of(), line -> {
            each.accept(line);
            return line;
        });
    }

    /**
     * Puts the parts together.
     *
     * @param parts the folder with the parts; it may be missing when there was nothing to write
     * @param file the finished file, replaced in one step
     * @param first what stands before the lines
     * @param finished makes of each line, in order, what is written
     * @return how many lines there are
     */
    static long merge(Path parts, Path file, List<String> first, UnaryOperator<String> finished) throws IOException {
        List<String> lines = new ArrayList<>();
        if (Files.isDirectory(parts)) {
            try (Stream<Path> found = Files.walk(parts)) {
                for (Path part : found.filter(Files::isRegularFile).toList()) {
                    lines.addAll(Files.readAllLines(part));
                }
            }
        }
        Collections.sort(lines);
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        try (BufferedWriter out = Files.newBufferedWriter(unfinished)) {
            for (String line : first) {
                out.write(line);
                out.write('\n');
            }
            for (String placed : lines) {
                out.write(finished.apply(placed.substring(placed.indexOf('\t') + 1)));
                out.write('\n');
            }
        }
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return lines.size();
    }

    /** Removes a folder and everything in it. */
    static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
