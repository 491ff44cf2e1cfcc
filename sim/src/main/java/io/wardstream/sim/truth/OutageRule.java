package io.wardstream.sim.truth;

import io.wardstream.sim.config.WardLimits;
import io.wardstream.sim.truth.Expectation.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What an outage of the whole simulation does to the truth. Pure.
 *
 * <p>While the process is dead its devices are cut off: the world goes on, nothing is heard of it, and what a nurse did is
 * told late. What would have been decided then may now be decided otherwise, or later. So, with an outage from 10:00:00 to
 * 10:00:30:
 * <ul>
 *   <li>whatever was due between 09:59:55 and 10:01:30 is no longer demanded, and allowed until a while after;</li>
 *   <li>a bag that was low in that time may call again, and its clamp may close or be withheld, until a whole new wait
 *       has passed: an acknowledgement that was given in time may have arrived late;</li>
 *   <li>a device may be called silent if the outage, with a gap beside it, comes near its limit.</li>
 * </ul>
 * What was decided before and what is due later stands.
 */
public final class OutageRule {

    /** What is decided so shortly before the end may not have got out. */
    static final long BEFORE_MS = 5_000;
    /** So long after the return everything may still be catching up. */
    static final long AFTER_MS = 60_000;

    private static final long LATE_MS = 20_000;
    private static final long RECONNECT_MS = 15_000;

    private OutageRule() {}

    /**
     * The expectations that an outage changes or adds.
     *
     * @param expectations all as they stood, those made while the world caught up included
     * @param limits the limits by which the ward is watched
     * @param scales the keys of the devices that weigh
     * @param monitors the keys of the monitors
     * @param from when the last word got out
     * @param until when the devices return
     */
    public static List<Expectation> apply(
            Collection<Expectation> expectations,
            WardLimits limits,
            Collection<String> scales,
            Collection<String> monitors,
            long from,
            long until) {
        long unsureFrom = from - BEFORE_MS;
        long unsureUntil = until + AFTER_MS;
        long newWaitUntil = unsureUntil
                + limits.infusion().sustainedMs()
                + limits.infusion().unattendedMs()
                + LATE_MS;
        String reason = "the simulation was down meanwhile";
        List<Expectation> changed = new ArrayList<>();
        for (Expectation expectation : expectations) {
            if (expectation.overlaps(unsureFrom, unsureUntil)) {
                changed.add(expectation.relaxed(
                        isAboutLow(expectation) ? newWaitUntil : unsureUntil + catchUpMs(expectation, limits), reason));
            }
            if (expectation.pattern().equals(Patterns.LOW_LEVEL)
                    && expectation.must()
                    && lowEpisodeOverlaps(expectation, limits, unsureFrom, unsureUntil)) {
                String id = expectation.id() + "/outage-" + from + "/";
                for (String pattern : List.of(Patterns.LOW_LEVEL, Patterns.CLAMP_WITHHELD, Patterns.CLAMP_FAULT)) {
                    changed.add(new Expectation(
                            id + pattern,
                            pattern,
                            expectation.about(),
                            Kind.ALARM,
                            false,
                            unsureFrom,
                            newWaitUntil,
                            "the bag was low while " + reason));
                }
                changed.add(new Expectation(
                        id + Kind.CLAMP,
                        Patterns.UNATTENDED_LOW_LEVEL,
                        expectation.about(),
                        Kind.CLAMP,
                        false,
                        unsureFrom,
                        newWaitUntil,
                        "the bag was low while " + reason));
                for (Expectation other : expectations) {
                    // When the bag was first seen low is unsure, and so is everything that is counted from then.
                    if (expectation.overlaps(unsureFrom, unsureUntil)
                            && other.about().equals(expectation.about())
                            && isAboutLow(other)
                            && !other.overlaps(unsureFrom, unsureUntil)
                            && other.from() > unsureUntil
                            && other.from() <= newWaitUntil) {
                        changed.add(other.relaxed(newWaitUntil, reason));
                    }
                }
            }
        }
        silent(scales, limits.silence().scaleSilentMs(), from, until, changed);
        silent(monitors, limits.silence().monitorSilentMs(), from, until, changed);
        return changed;
    }

    private static boolean isAboutLow(Expectation expectation) {
        return expectation.kind() == Kind.CLAMP
                || expectation.pattern().equals(Patterns.LOW_LEVEL)
                || expectation.pattern().equals(Patterns.CLAMP_WITHHELD)
                || expectation.pattern().equals(Patterns.CLAMP_FAULT);
    }

    private static boolean lowEpisodeOverlaps(Expectation low, WardLimits limits, long from, long until) {
        long decided = low.until()
                + limits.infusion().unattendedMs()
                + limits.infusion().graceMs()
                + LATE_MS;
        return low.from() <= until && decided >= from;
    }

    private static long catchUpMs(Expectation expectation, WardLimits limits) {
        return switch (expectation.pattern()) {
            case Patterns.NEWS2_HIGH -> limits.vitals().news2ConfirmMs() + AFTER_MS;
            case Patterns.DEVICE_SILENT -> limits.silence().monitorSilentMs();
            default -> 0;
        };
    }

    /** A gap of up to half the limit may lie beside the outage. */
    private static void silent(
            Collection<String> devices, long limitMs, long from, long until, List<Expectation> changed) {
        if (until - from + RECONNECT_MS < limitMs / 2) {
            return;
        }
        for (String device : devices) {
            changed.add(new Expectation(
                    device + "/outage-" + from,
                    Patterns.DEVICE_SILENT,
                    device,
                    Kind.ALARM,
                    false,
                    from - BEFORE_MS,
                    until + limitMs + AFTER_MS,
                    "the simulation was down"));
        }
    }
}
