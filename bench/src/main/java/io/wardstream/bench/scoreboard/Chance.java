package io.wardstream.bench.scoreboard;

import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What is left to chance at one bed or patient, all from one seed: the same questions in the same order get the same answers. */
public final class Chance {

    private final Random random;

    public Chance(long seed) {
        random = new Random(seed);
    }

    public double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    /** How long it takes until something comes that comes every {@code meanMs} and knows nothing of the last time. */
    public long gapMs(double meanMs) {
        return (long) (-Math.log(1 - random.nextDouble()) * meanMs);
    }

    /** One of 0 to {@code bound} − 1. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** As often true as not. */
    public boolean heads() {
        return random.nextBoolean();
    }

    /** True in so many of all cases, 0 to 1. */
    public boolean in(double share) {
        return random.nextDouble() < share;
    }

    public double gaussian() {
        return random.nextGaussian();
    }

    public void shuffle(List<?> list) {
        Collections.shuffle(list, random);
    }
}
