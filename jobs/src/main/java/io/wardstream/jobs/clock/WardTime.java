package io.wardstream.jobs.clock;

import java.io.Serial;

/**
 * Wall time that runs at another speed, so that a simulated ward can live an hour in minutes. At speed 1 it is the
 * machine's clock.
 *
 * @param anchorWallMs the moment of wall time at which the ward's time was {@code anchorWardMs}
 * @param anchorWardMs the ward's time at that moment
 * @param speed ward milliseconds per wall millisecond
 */
public record WardTime(long anchorWallMs, long anchorWardMs, double speed) implements WallClock {

    @Serial
    private static final long serialVersionUID = 1;

    /** The machine's clock. */
    public static final WardTime REAL = new WardTime(0, 0, 1);

    public WardTime {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("The speed of time must be positive, not " + speed);
        }
    }

    @Override
    public long nowMs() {
        return atWallMs(System.currentTimeMillis());
    }

    @Override
    public long spanMs(long machineMs) {
        return Math.round(machineMs * speed);
    }

    /** The ward's time at a moment of wall time. */
    public long atWallMs(long wallMs) {
        return anchorWardMs + Math.round((wallMs - anchorWallMs) * speed);
    }

    /** Wall milliseconds that pass while the ward's time advances by some. */
    public long toWallMs(long wardMs) {
        return Math.round(wardMs / speed);
    }
}
