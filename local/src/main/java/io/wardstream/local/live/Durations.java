package io.wardstream.local.live;

/** Times in words that people read at a glance. */
public final class Durations {

    private static final long S = 1_000;
    private static final long MIN = 60 * S;
    private static final long H = 60 * MIN;
    private static final long D = 24 * H;

    private Durations() {}

    /** For example {@code 42 s}, {@code 3 min 20 s}, {@code 2 h 05 min}, {@code 1 d 3 h}. */
    public static String text(long ms) {
        long positive = Math.max(0, ms);
        if (positive < MIN) {
            return positive / S + " s";
        }
        if (positive < H) {
            return positive / MIN + " min " + positive % MIN / S + " s";
        }
        if (positive < D) {
            return String.format(java.util.Locale.ROOT, "%d h %02d min", positive / H, positive % H / MIN);
        }
        return positive / D + " d " + positive % D / H + " h";
    }
}
