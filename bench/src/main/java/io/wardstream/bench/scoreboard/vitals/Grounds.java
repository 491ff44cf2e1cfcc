package io.wardstream.bench.scoreboard.vitals;

import java.util.EnumMap;
import java.util.Map;

/** What an alarm of a patient may rest on, generously: what may have been so, a while ago. One without ground is false. */
final class Grounds {

    private static final long MIN = 60_000;
    private static final long LONG_AGO = Long.MIN_VALUE / 2;

    private final Map<Expected, Long> couldBeAt = new EnumMap<>(Expected.class);
    private final long periodMs;

    /**
     * @param periodMs how often the monitor reports
     */
    Grounds(long periodMs) {
        this.periodMs = periodMs;
    }

    /** Something may be so now. */
    void mayBe(Expected what, long at) {
        couldBeAt.put(what, at);
    }

    /** Whether that may be said now. */
    boolean justify(Expected what, long at) {
        return at - couldBeAt.getOrDefault(what, LONG_AGO) <= lagMs(what);
    }

    /** How long after its reason an alarm may come. */
    private long lagMs(Expected what) {
        return switch (what.trouble()) {
            // In doubt a minute, and the averaging of the sensors.
            case SATURATION, HEART, OPIOID -> 80_000 + 2 * periodMs;
            case BREATH -> 90_000 + 3 * periodMs;
            // What nobody repeats stands for itself.
            case PRESSURE, SHOCK, BRAIN -> 5 * MIN;
            case TEMPERATURE -> 15 * MIN;
            case SCORE, SCORE_RISES, SEPSIS -> 6 * MIN;
            case NOBODY_CAME, UNKNOWN -> 2 * MIN;
            case TREND -> 10 * MIN;
            case SENSOR, FROZEN, SILENCE -> 2 * MIN + 3 * periodMs;
        };
    }
}
