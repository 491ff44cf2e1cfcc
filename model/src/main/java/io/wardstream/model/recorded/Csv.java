package io.wardstream.model.recorded;

import io.wardstream.model.recorded.Recording.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
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
 * Comma-separated rows by the names in the header, which may be in any case. A cell may be quoted; a quoted cell ends
 * on its line.
 */
final class Csv {

    /** Takes a row. */
    interface Take {
        void row(Row row) throws Unreadable;
    }

    private final String file;
    private final List<Problem> problems;
    private final Map<String, Integer> columns = new HashMap<>();
    private int width;

    Csv(Path file, List<Problem> problems) {
        this.file = file.toString();
        this.problems = problems;
    }

    /** A row whose width is the header's. */
    final class Row {
        private final List<String> cells;

        private Row(List<String> cells) {
            this.cells = cells;
        }

        /** A cell without blanks around it; empty if there is no such column. */
        String text(String column) {
            Integer index = columns.get(column.toLowerCase(Locale.ROOT));
            return index == null ? "" : cells.get(index).trim();
        }

        /** A number, or null if the cell is empty. */
        @Nullable
        Double number(String column) throws Unreadable {
            String text = text(column);
            if (text.isEmpty() || text.equalsIgnoreCase("NaN")) {
                return null;
            }
            double number;
            try {
                number = Double.parseDouble(text);
            } catch (NumberFormatException e) {
                throw new Unreadable(column + " is no number");
            }
            if (!Double.isFinite(number)) {
                throw new Unreadable(column + " is too large");
            }
            return number;
        }

        /** A number that must be there. */
        double needed(String column) throws Unreadable {
            Double number = number(column);
            if (number == null) {
                throw new Unreadable("has no " + column);
            }
            return number;
        }

        /** A whole number that must be there, and is a name. */
        long id(String column) throws Unreadable {
            try {
                long id = Long.parseLong(text(column));
                if (id >= 0) {
                    return id;
                }
            } catch (NumberFormatException e) {
                // Told below.
            }
            throw new Unreadable(column + " is no id");
        }
    }

    /** What is wrong with a row; never leaves this package. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        Unreadable(String what) {
            super(what);
        }

        String what() {
            return String.valueOf(getMessage());
        }
    }

    /**
     * Reads all rows.
     *
     * @param needed the columns without which nothing can be read; of those in one entry, one is enough
     */
    void read(Path path, List<List<String>> needed, Take take) {
        int line = 0;
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Files.newInputStream(path),
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE)))) {
            for (String text = in.readLine(); text != null; text = in.readLine()) {
                line++;
                if (text.isBlank() && line > 1) {
                    continue;
                }
                try {
                    if (line == 1) {
                        header(text, needed);
                    } else {
                        take.row(row(text));
                    }
                } catch (Unreadable e) {
                    problems.add(new Problem(file, line, e.what()));
                    if (line == 1) {
                        return;
                    }
                }
            }
        } catch (IOException e) {
            problems.add(new Problem(file, line, "cannot be read any further: " + e));
        }
    }

    /** Whether the header has a column. */
    boolean has(String column) {
        return columns.containsKey(column.toLowerCase(Locale.ROOT));
    }

    private void header(String text, List<List<String>> needed) throws Unreadable {
        List<String> names = split(text.startsWith("\uFEFF") ? text.substring(1) : text);
        width = names.size();
        for (int i = 0; i < width; i++) {
            columns.putIfAbsent(names.get(i).trim().toLowerCase(Locale.ROOT), i);
        }
        List<String> missing = new ArrayList<>();
        for (List<String> alternatives : needed) {
            if (alternatives.stream().noneMatch(this::has)) {
                missing.add(String.join(" or ", alternatives));
            }
        }
        if (!missing.isEmpty()) {
            throw new Unreadable("has no column " + String.join(", ", missing));
        }
    }

    private Row row(String text) throws Unreadable {
        List<String> cells = split(text);
        if (cells.size() != width) {
            throw new Unreadable("has " + cells.size() + " columns and not " + width);
        }
        return new Row(cells);
    }

    private static List<String> split(String text) throws Unreadable {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        if (quoted) {
            throw new Unreadable("has a quote that does not end");
        }
        cells.add(cell.toString());
        return cells;
    }
}
