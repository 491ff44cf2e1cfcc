package io.wardstream.model.recorded;

import io.wardstream.model.RejectionReason;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Recorded patients as they were read, and what could not be read. Reading is total: a file or a row that cannot be read is
 * reported and left out, and the rest goes on.
 *
 * @param patients the patients, in the order of their files' names; those without a single row left out
 * @param problems what could not be read
 * @param skipped rows that can be read and are about something else, by reason
 * @param oneValueARow whether each value was a row of its own in the file, so that a refused value is a refused row
 */
public record Recording(
        List<RecordedPatient> patients, List<Problem> problems, Map<String, Long> skipped, boolean oneValueARow) {

    /** A patient's device is named after the patient and must still be a name. */
    private static final int LONGEST_NAME = 56;

    private static final Pattern NOT_IN_NAMES = Pattern.compile("[^A-Za-z0-9_-]");

    public Recording {
        patients = List.copyOf(patients);
        problems = List.copyOf(problems);
        skipped = Map.copyOf(skipped);
    }

    /** A recording of rows of several values, all of which are about vital signs. */
    public Recording(List<RecordedPatient> patients, List<Problem> problems) {
        this(patients, problems, Map.of(), false);
    }

    /**
     * Something that could not be read.
     *
     * @param file the file
     * @param line the line, counted from 1, or 0 for the file as a whole
     * @param what what is wrong with it
     * @param reason the same as one of the words of rejections
     */
    public record Problem(String file, int line, String what, RejectionReason reason) {

        /** Something that is not what a row of the format looks like. */
        public Problem(String file, int line, String what) {
            this(file, line, what, RejectionReason.BROKEN_RECORD);
        }

        @Override
        public String toString() {
            return file + (line > 0 ? " line " + line : "") + ": " + what;
        }
    }

    /** Reads a folder of records of vital signs, or a single one. Never throws for what it finds. */
    public static Recording read(RecordingFormat format, Path path) {
        if (format.weighs()) {
            throw new IllegalArgumentException(format.word() + " has no vital signs");
        }
        List<RecordedPatient> patients = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        Set<String> names = new HashSet<>();
        if (format == RecordingFormat.PHYSIONET_2012) {
            Map<String, Long> skipped = new TreeMap<>();
            for (Path file : files(format, path, problems)) {
                List<RecordedRow> rows = new ParameterReader(file.toString(), problems, skipped).read(file);
                if (!rows.isEmpty()) {
                    patients.add(new RecordedPatient(unique(name(format, file), names), rows));
                }
            }
            return new Recording(patients, problems, skipped, true);
        }
        for (Path file : files(format, path, problems)) {
            RowReader reader = new RowReader(format, file.toString(), problems);
            List<RecordedRow> rows = reader.read(file);
            if (!rows.isEmpty()) {
                patients.add(new RecordedPatient(unique(name(format, file), names), rows, reader.labelMs()));
            }
        }
        return new Recording(patients, problems);
    }

    static List<Path> files(RecordingFormat format, Path path, List<Problem> problems) {
        if (Files.isRegularFile(path)) {
            return List.of(path);
        }
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            for (Path entry : entries) {
                if (entry.getFileName().toString().endsWith(format.suffix()) && Files.isRegularFile(entry)) {
                    files.add(entry);
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            problems.add(new Problem(path.toString(), 0, "cannot be read: " + e));
            return List.of();
        }
        if (files.isEmpty()) {
            problems.add(new Problem(path.toString(), 0, "has no file that ends in " + format.suffix()));
        }
        files.sort(Comparator.comparing(file -> file.getFileName().toString()));
        return files;
    }

    static String name(RecordingFormat format, Path file) {
        String name = file.getFileName().toString();
        if (name.endsWith(format.suffix())) {
            name = name.substring(0, name.length() - format.suffix().length());
        }
        name = NOT_IN_NAMES.matcher(name).replaceAll("-");
        if (name.isEmpty() || name.charAt(0) == '-' || name.charAt(0) == '_') {
            name = "r" + name;
        }
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }

    static String unique(String name, Set<String> taken) {
        String unique = name;
        for (int i = 2; !taken.add(unique); i++) {
            unique = name.substring(0, Math.min(name.length(), LONGEST_NAME - 6)) + "-" + i;
        }
        return unique;
    }
}
