package io.wardstream.bench.drill;

import io.wardstream.bench.drill.job.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The committed output: files that a checkpoint has finished. They never change, so each is read once. */
final class Committed {

    private final Path folder;
    private final Set<Path> read = new HashSet<>();
    private final List<Reading> readings = new ArrayList<>();
    private final Map<String, Set<Long>> byDevice = new HashMap<>();

    Committed(Path folder) {
        this.folder = folder;
    }

    /** Reads what is new, and gives all of it. Devices whose names do not begin with d are probes. */
    List<Reading> readings() throws IOException {
        if (Files.isDirectory(folder)) {
            List<Path> files;
            try (Stream<Path> all = Files.list(folder)) {
                files = all.filter(file -> !file.getFileName().toString().startsWith("."))
                        .filter(Files::isRegularFile)
                        .toList();
            }
            for (Path file : files) {
                if (read.add(file)) {
                    for (String line : Files.readAllLines(file)) {
                        Reading reading = Reading.parse(line);
                        if (reading.device().startsWith("d")) {
                            readings.add(reading);
                            byDevice.computeIfAbsent(reading.device(), device -> new HashSet<>())
                                    .add(reading.seq());
                        }
                    }
                }
            }
        }
        return List.copyOf(readings);
    }

    /** How many different readings there are. */
    long distinct() throws IOException {
        List<Reading> unused = readings();
        return byDevice.values().stream().mapToLong(Set::size).sum();
    }

    /** Whether everything is there. */
    boolean hasAll(Map<String, Set<Long>> wanted) throws IOException {
        List<Reading> unused = readings();
        return wanted.entrySet().stream()
                .allMatch(device ->
                        byDevice.getOrDefault(device.getKey(), Set.of()).containsAll(device.getValue()));
    }
}
