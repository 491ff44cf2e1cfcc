package io.wardstream.bench.scoreboard;

import java.util.Locale;
import java.util.function.Consumer;

/** Says from time to time how far a run has come. For one thread. */
public final class Progress {

    private static final int TELL_EVERY_S = 20;

    private final Consumer<String> to;
    private final double hours;
    private final String unit;
    private final long began = System.nanoTime();
    private long toldS;

    /**
     * Begins now.
     *
     * @param hours how much is simulated in all
     * @param unit hours of what
     */
    public Progress(Consumer<String> to, double hours, String unit) {
        this.to = to;
        this.hours = hours;
        this.unit = unit;
    }

    /**
     * Says it, if it is time.
     *
     * @param done the share that is done, 0 to 1
     * @param wrong how many things did not hold so far
     */
    public void at(double done, int wrong) {
        long seconds = (System.nanoTime() - began) / 1_000_000_000;
        if (seconds - toldS < TELL_EVERY_S || done <= 0) {
            return;
        }
        toldS = seconds;
        to.accept(String.format(
                Locale.ROOT,
                "%.0f of %.0f %s, about %.0f s to go; %d things wrong so far",
                done * hours,
                hours,
                unit,
                seconds / done * (1 - done),
                wrong));
    }
}
