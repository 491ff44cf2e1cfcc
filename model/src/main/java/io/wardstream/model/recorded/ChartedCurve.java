package io.wardstream.model.recorded;

import io.wardstream.model.Time;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;

/**
 * The weight that a hook must have carried if the chart is right: bag and set, and what was left; a reading every
 * {@link #PERIOD_MS} with the residual noise of a load cell, the same each time because it grows from the rows' ids.
 *
 * <p>Between two rows of a bag (it was paused) it hangs and loses nothing. A bag that ran out by the chart hangs on,
 * empty, until the next is hung or for {@link #EMPTY_MS}; one that was stopped with more than {@link #RESIDUE_ML} in it
 * is taken off at once, and the hook stays empty until the next is hung or for {@link #OFF_MS}. While a bag is changed
 * the hook is empty for {@link #CHANGING_MS}: one reading.
 */
final class ChartedCurve implements WeightCurve {

    static final long PERIOD_MS = 30_000;
    static final long EMPTY_MS = 600_000;
    static final long OFF_MS = 120_000;
    static final long CHANGING_MS = 30_000;

    /** What stays in an empty bag and its set, mL. */
    static final double RESIDUE_ML = 10;

    /** Of a load cell's readings after its own filter, g. */
    static final double NOISE_G = 1;

    private static final double MS_PER_H = 3_600_000;
    private static final double TENTHS = 10;

    /**
     * A time in which the hook carries what it carried at its beginning, less what ran.
     *
     * @param seed makes its noise its own
     */
    private record Piece(@Time long from, @Time long until, double massG, double lossGPerMs, long seed) {
        double massG(long at) {
            return massG - lossGPerMs * (at - from);
        }
    }

    private final List<Piece> pieces = new ArrayList<>();

    /**
     * @param bags the rows of each bag, in the order of time; no bag begins before the end of the one before
     */
    ChartedCurve(List<List<ChartedRow>> bags) {
        for (int i = 0; i < bags.size(); i++) {
            List<ChartedRow> bag = bags.get(i);
            boolean changed = i > 0;
            for (int k = 0; k < bag.size(); k++) {
                hang(bag.get(k), k == 0 && changed);
                if (k + 1 < bag.size()) {
                    stand(bag.get(k), bag.get(k + 1).startMs());
                }
            }
            ChartedRow last = bag.get(bag.size() - 1);
            long next = i + 1 < bags.size() ? bags.get(i + 1).get(0).startMs() : Long.MAX_VALUE;
            if (last.leftMl() <= RESIDUE_ML) {
                stand(last, next == Long.MAX_VALUE ? last.endMs() + EMPTY_MS : next);
            } else {
                add(last.endMs(), next == Long.MAX_VALUE ? last.endMs() + OFF_MS : next, 0, 0, ~last.rowId());
            }
        }
    }

    private void hang(ChartedRow row, boolean changed) {
        long hung = changed ? Math.min(row.endMs(), row.startMs() + CHANGING_MS) : row.startMs();
        add(row.startMs(), hung, 0, 0, ~row.rowId());
        add(hung, row.endMs(), mass(row.leftMl(hung)), row.rateMlPerH() / MS_PER_H, row.rowId());
    }

    /** The bag hangs and nothing runs. */
    private void stand(ChartedRow after, @Time long until) {
        add(after.endMs(), until, mass(after.leftMl()), 0, -after.rowId());
    }

    private static double mass(double leftMl) {
        return WeighedLine.TARE_G + leftMl * WeighedLine.DENSITY_G_PER_ML;
    }

    private void add(@Time long from, @Time long until, double massG, double lossMlPerMs, long seed) {
        if (until > from) {
            pieces.add(new Piece(from, until, massG, lossMlPerMs * WeighedLine.DENSITY_G_PER_ML, seed));
        }
    }

    @Override
    public long durationMs() {
        long span = pieces.get(pieces.size() - 1).until() - 1 - pieces.get(0).from();
        return span - span % PERIOD_MS;
    }

    @Override
    public Iterator<WeighedReading> readings() {
        return new Readings();
    }

    private final class Readings implements Iterator<WeighedReading> {
        private int piece;
        private long at = pieces.get(0).from();
        private Random noise = new Random(pieces.get(0).seed());

        @Override
        public boolean hasNext() {
            return at < pieces.get(pieces.size() - 1).until();
        }

        @Override
        public WeighedReading next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            while (at >= pieces.get(piece).until()) {
                piece++;
                noise = new Random(pieces.get(piece).seed());
            }
            double massG = Math.max(0, pieces.get(piece).massG(at)) + NOISE_G * noise.nextGaussian();
            WeighedReading reading = new WeighedReading(at, Math.round(massG * TENTHS) / TENTHS);
            at += PERIOD_MS;
            return reading;
        }
    }
}
