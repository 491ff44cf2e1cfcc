package io.wardstream.bench.scoreboard;

import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What is left to chance at one bed, all from one seed: the same questions in the same order get the same answers. */
final class Chance {

    private final Random random;

    Chance(long seed) {
        random = new Random(seed);
    }

    double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    /** How long it takes until something comes that comes every {@code meanMs} and knows nothing of the last time. */
    long gapMs(double meanMs) {
        return (long) (-Math.log(1 - random.nextDouble()) * meanMs);
    }

    /** One of 0 to {@code bound} − 1. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** As often true as not. */
    boolean heads() {
        return random.nextBoolean();
    }

    /** True in so many of all cases, 0 to 1. */
    boolean in(double share) {
        return random.nextDouble() < share;
    }

    double gaussian() {
        return random.nextGaussian();
    }

    void shuffle(List<?> list) {
        Collections.shuffle(list, random);
    }
}
