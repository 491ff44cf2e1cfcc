package io.wardstream.sim.story;

/**
 * A stream of pseudo-random numbers (SplitMix64) whose whole state is one number, so that a world can be saved and go
 * on as if nothing had happened. {@link StrictMath} makes it the same on every machine. Not thread-safe.
 */
public final class Prng {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private long state;

    private Prng(long state) {
        this.state = state;
    }

    /** The stream of one purpose under one seed: streams of different names have nothing to do with each other. */
    public static Prng of(long seed, String purpose) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < purpose.length(); i++) {
            hash = (hash ^ purpose.charAt(i)) * FNV_PRIME;
        }
        return new Prng(mix(mix(seed + GOLDEN) ^ hash));
    }

    /** A stream that goes on where another was saved. */
    public static Prng resume(long state) {
        return new Prng(state);
    }

    /** All that is needed to go on later. */
    public long state() {
        return state;
    }

    private static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** Any long. */
    public long next() {
        state += GOLDEN;
        return mix(state);
    }

    /** From 0, inclusive, to 1, exclusive. */
    public double unit() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    /** Between two numbers. */
    public double between(double from, double to) {
        return from + (to - from) * unit();
    }

    /** A whole number between two, both inclusive. */
    public long whole(long from, long to) {
        return from + Math.floorMod(next(), to - from + 1);
    }

    /** A whole number from 0 to below {@code bound}. */
    public int below(int bound) {
        return Math.floorMod(next(), bound);
    }

    /** Whether a thing of this probability happens. */
    public boolean chance(double probability) {
        return unit() < probability;
    }

    /** Normally distributed with mean 0 and standard deviation 1, cut off at {@code ±limit}. */
    public double gaussian(double limit) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - unit()));
        double value = radius * StrictMath.cos(2 * StrictMath.PI * unit());
        return Math.max(-limit, Math.min(limit, value));
    }

    /** The wait for the next of events that come by chance, {@code mean} apart on average. */
    public double gap(double mean) {
        return -mean * StrictMath.log(1 - unit());
    }
}
