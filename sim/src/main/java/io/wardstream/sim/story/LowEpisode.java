package io.wardstream.sim.story;

import io.wardstream.model.Time;
import io.wardstream.sim.config.WardLimits;

/**
 * The times that matter while a bag is low. A worked story with the default limits and a scale that speaks every 2 s: a
 * bag with 44 mL hangs from 10:00:00 on.
 * <ul>
 *   <li>10:00:00 to 10:00:02 its first reading: low; by 10:00:12 at the latest it is confirmed, a median of five
 *       included ({@link #confirmedBy});</li>
 *   <li>10:00:30 to 10:00:42 it has been low for long enough: the alarm;</li>
 *   <li>10:01:02 to 10:02:10 whoever acts now acts in time ({@link #inTimeFrom}, {@link #inTimeUntil}): 20 s away from
 *       either decision;</li>
 *   <li>10:02:30 to 10:02:43 nobody came: the clamp ({@link #dueFrom}, {@link #dueUntil}).</li>
 * </ul>
 *
 * @param saidFrom the earliest time at which it may be called low, because it runs so fast that it will not last
 * @param lowFrom the earliest time at which a reading may be low
 * @param lowSure from here every reading is low
 * @param periodMs the scale's period
 * @param limits the limits by which it is watched
 */
record LowEpisode(
        @Time long saidFrom, @Time long lowFrom, @Time long lowSure, long periodMs, WardLimits.Infusion limits) {

    /** Nobody acts, and nothing disturbs the scale, so shortly before or after a decision. */
    static final long MARGIN_MS = 20_000;
    /** A clamp that closes later than this after its time has been waited for in vain. */
    static final long CLOSING_MS = 10_000;
    /** A message is stamped with the last tick before it. */
    static final long EARLY_MS = 2_000;

    private static final int MEDIAN_DELAY = 2;

    /** By now the readings that confirm it have been sent. */
    long confirmedBy() {
        return lowSure + (limits.lowSamples() + MEDIAN_DELAY) * periodMs;
    }

    /** The earliest right time of the alarm. */
    long alarmFrom() {
        return saidFrom - EARLY_MS;
    }

    /** The latest right time of the alarm. */
    long alarmUntil() {
        return confirmedBy() + limits.sustainedMs() + MARGIN_MS;
    }

    /** From here on somebody who acts does so clearly after the alarm. */
    long inTimeFrom() {
        return confirmedBy() + limits.sustainedMs() + MARGIN_MS;
    }

    /** Up to here somebody who acts does so clearly before the clamp. */
    long inTimeUntil() {
        return dueFrom() - MARGIN_MS;
    }

    /** The earliest time at which nobody has come for long enough. */
    long dueFrom() {
        return lowFrom + limits.sustainedMs() + limits.unattendedMs();
    }

    /** The latest such time. */
    long dueUntil() {
        return confirmedBy() + limits.sustainedMs() + limits.unattendedMs() + limits.graceMs();
    }

    /** The earliest right time of the clamp's closing, or of its being withheld. */
    long closingFrom() {
        return dueFrom() - EARLY_MS;
    }

    /** The latest right time of the clamp's closing, or of its being withheld. */
    long closingUntil() {
        return dueUntil() + CLOSING_MS;
    }

    /** When nothing may disturb the scale: around the fall below the limit, the alarm and the clamp. */
    Span calmAtStart() {
        return new Span(lowFrom - MARGIN_MS, alarmUntil());
    }

    /** When nothing may disturb the scale: around the clamp. */
    Span calmAtEnd() {
        return new Span(dueFrom() - MARGIN_MS, closingUntil());
    }
}
