package io.wardstream.local.live;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where the ward shows itself: a terminal, on which the table is drawn anew each second, or a file or a pipe, which gets a
 * plain line every ten. Not thread-safe.
 */
public final class Screen {

    private static final int ASSUMED_ROWS = 40;
    private static final int OTHER_ROWS = 16;
    private static final long PLAIN_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final String ERASE_LINE = "\u001b[K";

    private final PrintStream out;
    private final boolean terminal;
    private final int rows;
    private int drawn;
    private @Nullable Long toldAt;

    Screen(PrintStream out, boolean terminal, int rows) {
        this.out = out;
        this.terminal = terminal;
        this.rows = rows;
    }

    /** The process's own standard output. The ward script says whether it is a terminal and how many rows it has. */
    public static Screen ofThisProcess() {
        Integer rows = Integer.getInteger("wardstream.terminal.rows");
        return new Screen(
                System.out,
                Boolean.getBoolean("wardstream.terminal"),
                rows == null || rows < OTHER_ROWS ? ASSUMED_ROWS : rows);
    }

    /** A screen that is no terminal. */
    public static Screen plain(PrintStream out) {
        return new Screen(out, false, ASSUMED_ROWS);
    }

    /** Says something that stays. */
    public void say(String line) {
        drawn = 0;
        out.println(line);
        out.flush();
    }

    /** Shows the ward. */
    public void show(String title, String elapsed, WardView ward, Places places) {
        if (terminal) {
            List<String> lines = LiveTable.lines(title + ", " + elapsed, ward, rows - OTHER_ROWS, places, true);
            StringBuilder drawing = new StringBuilder();
            if (drawn > 0) {
                drawing.append("\u001b[").append(drawn).append('A');
            }
            lines.forEach(line -> drawing.append(line).append(ERASE_LINE).append('\n'));
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
}
