package io.wardstream.local.live;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where the ward shows itself: a terminal, on which the table is drawn anew each second, or a file or a pipe, which
 * gets a plain line every ten. Not thread-safe.
 */
public final class Screen {

    private static final int ASSUMED_ROWS = 40;
    private static final int ASSUMED_COLUMNS = 120;
    private static final char ESCAPE = '\u001b';
    private static final int OTHER_ROWS = 16;
    private static final long PLAIN_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final String ERASE_LINE = "\u001b[K";

    private final PrintStream out;
    private final boolean terminal;
    private final int rows;
    private final int columns;
    private int drawn;
    private @Nullable Long toldAt;

    Screen(PrintStream out, boolean terminal, int rows, int columns) {
        this.out = out;
        this.terminal = terminal;
        this.rows = rows;
        this.columns = columns;
    }

    /** The process's own standard output. The ward script says whether it is a terminal and how large it is. */
    public static Screen ofThisProcess() {
        int rows = Integer.getInteger("wardstream.terminal.rows", 0);
        int columns = Integer.getInteger("wardstream.terminal.columns", 0);
        return new Screen(
                System.out,
                Boolean.getBoolean("wardstream.terminal"),
                rows > OTHER_ROWS ? rows : ASSUMED_ROWS,
                columns > 0 ? columns : ASSUMED_COLUMNS);
    }

    /** Says something that stays. */
    public synchronized void say(String line) {
        drawn = 0;
        out.println(line);
        out.flush();
    }

    /** Shows the ward. */
    public synchronized void show(String title, String elapsed, WardView ward, Places places) {
        if (terminal) {
            List<String> lines = LiveTable.lines(title + ", " + elapsed, ward, rows - OTHER_ROWS, places, true);
            StringBuilder drawing = new StringBuilder();
            if (drawn > 0) {
                drawing.append("\u001b[").append(drawn).append('A');
            }
            lines.forEach(line ->
                    drawing.append(cut(line, columns)).append(ERASE_LINE).append('\n'));
            // What was there before and is longer than now.
            drawing.append("\u001b[J");
            out.print(drawing);
            out.flush();
            drawn = lines.size();
            return;
        }
        long now = System.nanoTime();
        if (toldAt == null || now - toldAt >= PLAIN_EVERY_NANOS) {
            toldAt = now;
            out.println(LiveTable.line(elapsed, ward));
            out.flush();
        }
    }

    /** As much of a line as fits: one that the terminal breaks in two would be one row more than we draw over. */
    static String cut(String line, int columns) {
        int shown = 0;
        int at = 0;
        while (at < line.length()) {
            if (line.charAt(at) == ESCAPE) {
                at = line.indexOf('m', at) + 1;
            } else if (shown == columns) {
                return line.substring(0, at) + LiveTable.PLAIN;
            } else {
                shown++;
                at++;
            }
        }
        return line;
    }
}
