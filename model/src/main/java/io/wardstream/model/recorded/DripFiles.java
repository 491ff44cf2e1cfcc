package io.wardstream.model.recorded;

import io.wardstream.model.recorded.Recording.Problem;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * Recordings of a scale under a vessel that liquid drips into, one file a line, turned round into the bag that the
 * liquid would have come from: bag = first mass − weight. A vessel that is lifted becomes a bag that is heavier, one
 * that is put down a bag that is lighter. The bag is the smallest usual one that leaves {@link #SPARE_ML}, so that it
 * never runs low: that is not in the recording.
 *
 * <p>Time is the {@code clock} column where there is one, else the elapsed seconds: one of the public recordings counts
 * readings behind the point of its elapsed seconds (24.9, 24.10, 24.11), so that they go back.
 */
final class DripFiles {

    /** When files without a date begin. */
    static final long BASE = 1_767_225_600_000L;

    static final double SPARE_ML = 100;

    private static final double[] BAGS_ML = {250, 500, 1_000, 2_000, 3_000, 5_000};
    private static final double MS_PER_S = 1_000;
    private static final double LONGEST_S = 1e9;
    private static final long DAY_MS = 86_400_000;
    private static final long HALF_DAY_MS = DAY_MS / 2;
    private static final long NS_PER_MS = 1_000_000;
    private static final String CLOCK = "clock";
    private static final List<String> ELAPSED = List.of("elapsed_s", "elapsed", "time_s");
    private static final List<String> WEIGHT = List.of("weight_g", "weight", "grams");

    private final Csv csv;
    private final double stretch;
    private long[] ats = new long[1_024];
    private float[] weights = new float[1_024];
    private int size;
    private long missing;
    private long last = Long.MIN_VALUE;
    private long days;

    private DripFiles(Path file, double stretch, List<Problem> problems) {
        this.csv = new Csv(file, problems);
        this.stretch = stretch;
    }

    static WeighedRecording read(Path path, double stretch) {
        List<WeighedLine> lines = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        Set<String> names = new HashSet<>();
        long used = 0;
        long missing = 0;
        for (Path file : Recording.files(RecordingFormat.LOADCELL, path, problems)) {
            DripFiles drip = new DripFiles(file, stretch, problems);
            drip.rows(file);
            missing += drip.missing;
            if (drip.size > 0) {
                used += drip.size;
                lines.add(drip.line(Recording.unique(Recording.name(RecordingFormat.LOADCELL, file), names)));
            }
        }
        return new WeighedRecording(lines, problems, used, missing, Map.of());
    }

    private void rows(Path file) {
        List<String> time = new ArrayList<>(ELAPSED);
        time.add(CLOCK);
        csv.read(file, List.of(time, WEIGHT), row -> {
            long offset = csv.has(CLOCK) ? clock(row) : elapsed(row);
            if (offset <= last) {
                throw new Csv.Unreadable("its time does not come after the one before");
            }
            Double weight = row.number(column(WEIGHT));
            last = offset;
            if (weight == null) {
                missing++;
            } else {
                add(offset, weight);
            }
        });
    }

    private String column(List<String> alternatives) {
        return alternatives.stream().filter(csv::has).findFirst().orElseThrow();
    }

    private long elapsed(Csv.Row row) throws Csv.Unreadable {
        String column = column(ELAPSED);
        double seconds = row.needed(column);
        if (Math.abs(seconds) > LONGEST_S) {
            throw new Csv.Unreadable(column + " is too large");
        }
        return Math.round(seconds * MS_PER_S);
    }

    private long clock(Csv.Row row) throws Csv.Unreadable {
        long at;
        try {
            at = LocalTime.parse(row.text(CLOCK)).toNanoOfDay() / NS_PER_MS;
        } catch (DateTimeException e) {
            throw new Csv.Unreadable(CLOCK + " is no time");
        }
        if (last != Long.MIN_VALUE && last - (at + days) > HALF_DAY_MS) {
            // Past midnight.
            days += DAY_MS;
        }
        return at + days;
    }

    private void add(long offset, double weight) {
        if (size == ats.length) {
            ats = Arrays.copyOf(ats, 2 * size);
            weights = Arrays.copyOf(weights, 2 * size);
        }
        ats[size] = offset;
        weights[size] = (float) weight;
        size++;
    }

    private WeighedLine line(String name) {
        long[] at = new long[size];
        double most = 0;
        for (int i = 0; i < size; i++) {
            at[i] = BASE + Math.round((ats[i] - ats[0]) * stretch);
            most = Math.max(most, weights[i]);
        }
        double bagMl = most + SPARE_ML;
        for (int i = BAGS_ML.length - 1; i >= 0 && BAGS_ML[i] >= most + SPARE_ML; i--) {
            bagMl = BAGS_ML[i];
        }
        double fullG = WeighedLine.TARE_G + bagMl * WeighedLine.DENSITY_G_PER_ML;
        return new WeighedLine(name, name, bagMl, null, new Turned(at, Arrays.copyOf(weights, size), fullG));
    }

    /** The readings of a file, turned round. */
    private static final class Turned implements WeightCurve {

        private static final double TENTHS = 10;

        private final long[] at;
        private final float[] weightG;
        private final double fullG;

        Turned(long[] at, float[] weightG, double fullG) {
            this.at = at;
            this.weightG = weightG;
            this.fullG = fullG;
        }

        @Override
        public long durationMs() {
            return at[at.length - 1] - at[0];
        }

        @Override
        public Iterator<WeighedReading> readings() {
            return new Iterator<>() {
                private int next;

                @Override
                public boolean hasNext() {
                    return next < at.length;
                }

                @Override
                public WeighedReading next() {
                    if (!hasNext()) {
                        throw new NoSuchElementException();
                    }
                    double massG = Math.round((fullG - weightG[next]) * TENTHS) / TENTHS;
                    return new WeighedReading(at[next++], massG);
                }
            };
        }
    }
}
