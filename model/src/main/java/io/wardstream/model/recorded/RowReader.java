package io.wardstream.model.recorded;

import io.wardstream.model.VitalsReading;
import io.wardstream.model.recorded.Recording.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of one file by the names in its header. Numbers are read as decimals, so that 0.28 is 28 % and not
 * 28.000000000000004. Blank and {@code NaN} are absent.
 */
final class RowReader {
    private static final String EVENT = "sepsislabel";
    private static final int MS_DIGITS = 3;
    private static final BigDecimal MS_PER_HOUR = BigDecimal.valueOf(3_600_000);

    private final RecordingFormat format;
    private final String file;
    private final List<Problem> problems;
    private final Map<String, Integer> columns = new HashMap<>();
    private int width;
    private @Nullable Long labelMs;

    RowReader(RecordingFormat format, String file, List<Problem> problems) {
        this.format = format;
        this.file = file;
        this.problems = problems;
    }

    List<RecordedRow> read(Path path) {
        List<RecordedRow> rows = new ArrayList<>();
        int line = 0;
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Files.newInputStream(path),
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE)))) {
            String header = in.readLine();
            line++;
            if (header == null || !takeHeader(header)) {
                return rows;
            }
            long last = Long.MIN_VALUE;
            for (String text = in.readLine(); text != null; text = in.readLine()) {
                line++;
                RecordedRow row = text.isBlank() ? null : row(text, line);
                if (row != null && row.offsetMs() <= last) {
                    problem(line, "its time does not come after the one before");
                } else if (row != null) {
                    last = row.offsetMs();
                    if (labelMs == null && saysEvent(text)) {
                        labelMs = row.offsetMs();
                    }
                    rows.add(row);
                }
            }
        } catch (IOException e) {
            problem(line, "cannot be read any further: " + e);
        }
        return rows;
    }

    /** When the event is first said to be there, after {@link #read}; null if it is not. */
    @Nullable
    Long labelMs() {
        return labelMs;
    }

    private boolean saysEvent(String text) {
        Integer label = columns.get(EVENT);
        return format == RecordingFormat.PHYSIONET_2019
                && label != null
                && split(text)[label].trim().equals("1");
    }

    private boolean takeHeader(String header) {
        String[] names = split(header.startsWith("\uFEFF") ? header.substring(1) : header);
        width = names.length;
        for (int i = 0; i < width; i++) {
            columns.putIfAbsent(names[i].trim().toLowerCase(Locale.ROOT), i);
        }
        String time = timeColumn();
        if (!columns.containsKey(time.toLowerCase(Locale.ROOT))) {
            problem(1, "has no column " + time + ": no record of " + format.word());
            return false;
        }
        return true;
    }

    private String timeColumn() {
        return switch (format) {
            case BIDMC -> "Time [s]";
            case PHYSIONET_2019 -> "ICULOS";
            case PHYSIONET_2012, MIMIC_INFUSIONS, LOADCELL -> throw noRows();
        };
    }

    private @Nullable RecordedRow row(String text, int line) {
        String[] cells = split(text);
        if (cells.length != width) {
            problem(line, "has " + cells.length + " columns and not " + width);
            return null;
        }
        try {
            BigDecimal time = number(cells, timeColumn());
            if (time == null) {
                problem(line, "has no " + timeColumn());
                return null;
            }
            if (format == RecordingFormat.PHYSIONET_2019 && time.compareTo(BigDecimal.ONE) < 0) {
                problem(line, timeColumn() + " is " + time + "; it counts from 1");
                return null;
            }
            return new RecordedRow(offsetMs(time), vitals(cells));
        } catch (NotANumber e) {
            problem(line, e.what);
            return null;
        }
    }

    private long offsetMs(BigDecimal time) throws NotANumber {
        try {
            BigDecimal ms = switch (format) {
                case BIDMC -> time.movePointRight(MS_DIGITS);
                case PHYSIONET_2019 -> time.subtract(BigDecimal.ONE).multiply(MS_PER_HOUR);
                case PHYSIONET_2012, MIMIC_INFUSIONS, LOADCELL -> throw noRows();
            };
            return ms.setScale(0, RoundingMode.HALF_UP).longValueExact();
        } catch (ArithmeticException e) {
            throw new NotANumber(timeColumn() + " is too large");
        }
    }

    private VitalsReading vitals(String[] cells) throws NotANumber {
        return switch (format) {
            case BIDMC ->
                VitalsReading.NONE
                        .withHrBpm(value(cells, "HR"))
                        .withPulseBpm(value(cells, "PULSE"))
                        .withRrPerMin(value(cells, "RESP"))
                        .withSpo2Pct(value(cells, "SpO2"));
            case PHYSIONET_2019 ->
                new VitalsReading(
                        value(cells, "HR"),
                        null,
                        value(cells, "O2Sat"),
                        value(cells, "Resp"),
                        value(cells, "SBP"),
                        value(cells, "DBP"),
                        value(cells, "MAP"),
                        value(cells, "Temp"),
                        percent(number(cells, "FiO2")));
            case PHYSIONET_2012, MIMIC_INFUSIONS, LOADCELL -> throw noRows();
        };
    }

    private IllegalStateException noRows() {
        return new IllegalStateException(format.word() + " has no rows of vital signs");
    }

    private @Nullable Double value(String[] cells, String column) throws NotANumber {
        BigDecimal number = number(cells, column);
        return number == null ? null : finite(number, column);
    }

    private static @Nullable Double percent(@Nullable BigDecimal fraction) throws NotANumber {
        return fraction == null ? null : finite(fraction.movePointRight(2), "FiO2");
    }

    private static double finite(BigDecimal number, String column) throws NotANumber {
        double value = number.doubleValue();
        if (Double.isInfinite(value)) {
            throw new NotANumber(column + " is too large");
        }
        return value;
    }

    private @Nullable BigDecimal number(String[] cells, String column) throws NotANumber {
        Integer index = columns.get(column.toLowerCase(Locale.ROOT));
        if (index == null) {
            return null;
        }
        String text = cells[index].trim();
        if (text.isEmpty() || text.equalsIgnoreCase("NaN")) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(text);
            if (Math.abs((long) number.scale()) > 1_000) {
                throw new NotANumber(column + " is too large");
            }
            return number;
        } catch (NumberFormatException e) {
            throw new NotANumber(column + " is no number");
        }
    }

    private String[] split(String text) {
        List<String> cells = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf(format.separator()); at >= 0; at = text.indexOf(format.separator(), from)) {
            cells.add(text.substring(from, at));
            from = at + 1;
        }
        cells.add(text.substring(from));
        return cells.toArray(String[]::new);
    }

    private void problem(int line, String what) {
        problems.add(new Problem(file, line, what));
    }

    /** A cell that should have held a number; never leaves this class. */
    private static final class NotANumber extends Exception {
        private static final long serialVersionUID = 1;

        private final String what;

        NotANumber(String what) {
            super(what);
            this.what = what;
        }
    }
}
