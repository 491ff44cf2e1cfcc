package io.wardstream.bench.scoreboard.vitals;

/**
 * Whether the patient's monitor can see something, by what is known of its mishaps. That it is not heard for some seconds is
 * another thing.
 */
final class Sight {

    private final Monitor monitor;
    private final Body body;

    Sight(Monitor monitor, Body body) {
        this.monitor = monitor;
        this.body = body;
    }

    private boolean had(long at, long agoMs, Mishap... mishaps) {
        for (Mishap mishap : mishaps) {
            if (monitor.mishaps.had(mishap, at, agoMs)) {
                return true;
            }
        }
        return false;
    }

    /** Whether saturation is seen, and was for so long. */
    boolean saturation(long at, long forMs) {
        return body.beats()
                && !had(
                        at,
                        forMs,
                        Mishap.PROBE_OFF,
                        Mishap.MOTION,
                        Mishap.CUFF_ON_SENSOR,
                        Mishap.SENTINELS,
                        Mishap.VALUES_MISSING,
                        Mishap.VITAL_MISSING);
    }

    /** Whether the heart is seen, by its ECG or by the pulse, and was for so long. */
    boolean heart(long at, long forMs) {
        boolean ecg = !had(
                at,
                forMs,
                Mishap.LEAD_OFF,
                Mishap.FROZEN,
                Mishap.SENTINELS,
                Mishap.VALUES_MISSING,
                Mishap.VITAL_MISSING);
        return ecg || (monitor.model.pulse() && saturation(at, forMs) && !had(at, forMs, Mishap.FROZEN));
    }

    boolean breath(long at, long forMs) {
        return !had(
                at,
                forMs,
                Mishap.LEAD_OFF,
                Mishap.NO_BREATH_COUNTED,
                Mishap.SENTINELS,
                Mishap.VALUES_MISSING,
                Mishap.VITAL_MISSING);
    }

    boolean temperature(long at) {
        return !had(at, 600_000, Mishap.TEMP_OUT, Mishap.FAHRENHEIT, Mishap.SENTINELS);
    }
}
