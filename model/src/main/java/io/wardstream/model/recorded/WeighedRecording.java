package io.wardstream.model.recorded;

import io.wardstream.model.recorded.Recording.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Recorded infusions as they were read, and what could not be read. Reading is total, as it is with {@link Recording}.
 *
 * @param lines the lines, in the order of their first readings or their files' names
 * @param problems what could not be read
 * @param rowsUsed rows that went into the lines
 * @param rowsWithoutWeight rows of a recording in which the weight is missing
 * @param rowsSkipped rows that can be read and tell nothing of a hanging bag, by reason
 */
public record WeighedRecording(
        List<WeighedLine> lines,
        List<Problem> problems,
        long rowsUsed,
        long rowsWithoutWeight,
        Map<ChartSkip, Long> rowsSkipped) {

    public WeighedRecording {
        lines = List.copyOf(lines);
        problems = List.copyOf(problems);
        rowsSkipped = Map.copyOf(rowsSkipped);
    }

    /**
     * Reads a file, or a folder of files. Never throws for what it finds.
     *
     * @param stretch how many times slower than recorded; charts are read as they are
     */
    public static WeighedRecording read(RecordingFormat format, Path path, double stretch) {
        return switch (format) {
            case MIMIC_INFUSIONS -> new InfusionChart().read(path);
            case LOADCELL -> DripFiles.read(path, stretch);
            case BIDMC, PHYSIONET_2019, PHYSIONET_2012 ->
                throw new IllegalArgumentException(format.word() + " weighs nothing");
        };
    }
}
