package io.wardstream.sim.truth;

import io.wardstream.model.Time;
import io.wardstream.sim.config.WardLimits;
import io.wardstream.sim.truth.Expectation.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an outage of the whole simulation does to the truth. Pure.
 *
 * <p>While the process is dead its devices are cut off: the world goes on, nothing is heard of it, and what a nurse did
 * is told late. What would have been decided then may now be decided otherwise, or later. So, with an outage from
 * 10:00:00 to 10:00:30:
 * <ul>
 *   <li>whatever was due between 09:59:55 and 10:01:30 is no longer demanded, and allowed until a while after;</li>
 *   <li>a bag that was low in that time may call again, and its clamp may close or be withheld, until a whole new wait
 *       has passed: an acknowledgement that was given in time may have arrived late;</li>
 *   <li>a hook that was empty at 10:00:00, because a bag was being changed, may pass for a low bag for as long as
 *       nothing else is heard;</li>
 *   <li>a device may be called silent if the outage, with a gap beside it, comes near its limit, and one that falls
 *       silent soon after may have been heard last before.</li>
 * </ul>
 * What was decided before and what is due later stands.
 */
public final class OutageRule {

    /** What is decided so shortly before the end may not have got out. */
    static final long BEFORE_MS = 5_000;
    /** So long after the return everything may still be catching up. */
    static final long AFTER_MS = 60_000;

    private static final long LATE_MS = 20_000;
    /** So long after a clamp closed it may be said that nothing flows. */
    private static final long STANDS_MS = 600_000;

    private static final long RECONNECT_MS = 15_000;
    /** Part of the id of every expectation that the rule adds. */
    private static final String OUTAGE = "/outage-";

    private static final String REASON = "the simulation was down meanwhile";

    private final WardLimits limits;
    private final Devices devices;
    private final Lines lines;
    private final long from;
    private final long unsureFrom;
    private final long until;
    private final long unsureUntil;

    /**
     * The rule for one outage.
     *
     * @param limits the limits by which the ward is watched
     * @param devices the devices that were cut off
     * @param lines the lines that it found or left in an unusual state
     * @param from when the last word got out
     * @param until when the devices return
     */
    public OutageRule(WardLimits limits, Devices devices, Lines lines, @Time long from, @Time long until) {
        this.limits = limits;
        this.devices = devices;
        this.lines = lines;
        this.from = from;
        this.until = until;
        this.unsureFrom = from - BEFORE_MS;
        this.unsureUntil = until + AFTER_MS;
    }

    /**
     * The devices that an outage cuts off, by the keys of subjects.
     *
     * @param scales the devices that weigh
     * @param monitors the monitors
     */
    public record Devices(Collection<String> scales, Collection<String> monitors) {
        public Devices {
            scales = List.copyOf(scales);
            monitors = List.copyOf(monitors);
        }
    }

    /**
     * What the outage found and left, by the keys of lines.
     *
     * @param emptyHooks lines whose bag was being changed when the last word got out
     * @param returnsLater when a line's scale is heard again, if something else keeps it silent beyond the outage
     */
    public record Lines(Set<String> emptyHooks, Map<String, Long> returnsLater) {
        public Lines {
            emptyHooks = Set.copyOf(emptyHooks);
            returnsLater = Map.copyOf(returnsLater);
        }
    }

    /** Whatever follows from the outage by itself: devices that may be called silent, lines whose hook was empty. */
    public List<Expectation> additions() {
        List<Expectation> added = new ArrayList<>();
        silent(devices.scales(), limits.silence().scaleSilentMs(), added);
        silent(devices.monitors(), limits.silence().monitorSilentMs(), added);
        for (String line : lines.emptyHooks()) {
            mayCallAgain(line, line, "the bag was being changed when the simulation went down", added);
        }
        return added;
    }

    /** What becomes of expectations: those that the outage changes, and those that it adds to them. */
    public List<Expectation> apply(Collection<Expectation> expectations) {
        List<Expectation> changed = new ArrayList<>();
        for (Expectation expectation : expectations) {
            if (expectation.id().contains(OUTAGE)) {
                continue;
            }
            if (expectation.pattern().equals(Patterns.DEVICE_SILENT)) {
                silence(expectation, changed);
            } else if (expectation.overlaps(unsureFrom, unsureUntil)) {
                changed.add(expectation.relaxed(allowedUntil(expectation), REASON));
            }
            if (expectation.pattern().equals(Patterns.LOW_LEVEL)) {
                low(expectation, expectations, changed);
            }
        }
        return changed;
    }

    private void low(Expectation low, Collection<Expectation> all, List<Expectation> changed) {
        long decided = low.until()
                + limits.infusion().unattendedMs()
                + limits.infusion().graceMs()
                + LATE_MS;
        if (low.from() > unsureUntil || decided < unsureFrom) {
            return;
        }
        mayCallAgain(low.id(), low.about(), "the bag was low while " + REASON, changed);
        if (!low.overlaps(unsureFrom, unsureUntil)) {
            return;
        }
        // When the bag was first seen low is unsure, and so is everything that is counted from then.
        for (Expectation other : all) {
            if (other.about().equals(low.about())
                    && isAboutLow(other)
                    && !other.id().contains(OUTAGE)
                    && other.from() > unsureUntil
                    && other.from() <= allowedUntil(other)) {
                changed.add(other.relaxed(allowedUntil(other), REASON));
            }
        }
    }

    private void mayCallAgain(String id, String line, String why, List<Expectation> added) {
        String prefix = id + OUTAGE + from + "/";
        for (String pattern : List.of(Patterns.LOW_LEVEL, Patterns.CLAMP_WITHHELD, Patterns.CLAMP_FAULT)) {
            added.add(new Expectation(
                    prefix + pattern, pattern, line, Kind.ALARM, false, unsureFrom, newWaitUntil(line), why));
        }
        added.add(new Expectation(
                prefix + Patterns.NO_FLOW,
                Patterns.NO_FLOW,
                line,
                Kind.ALARM,
                false,
                unsureFrom,
                newWaitUntil(line) + STANDS_MS,
                "its clamp may be closed: " + why));
        added.add(new Expectation(
                prefix + Kind.CLAMP,
                Patterns.UNATTENDED_LOW_LEVEL,
                line,
                Kind.CLAMP,
                false,
                unsureFrom,
                newWaitUntil(line),
                why));
    }

    private static boolean isAboutLow(Expectation expectation) {
        return expectation.kind() == Kind.CLAMP
                || expectation.pattern().equals(Patterns.LOW_LEVEL)
                || expectation.pattern().equals(Patterns.CLAMP_WITHHELD)
                || expectation.pattern().equals(Patterns.CLAMP_FAULT);
    }

    private long allowedUntil(Expectation expectation) {
        if (isAboutLow(expectation)) {
            return newWaitUntil(expectation.about());
        }
        return expectation.pattern().equals(Patterns.NEWS2_HIGH)
                ? unsureUntil + limits.vitals().news2ConfirmMs() + AFTER_MS
                : unsureUntil;
    }

    /** By then a bag that was first seen low when its scale returned has been waited for. */
    private long newWaitUntil(String line) {
        long back = Math.max(until, lines.returnsLater().getOrDefault(line, until));
        return back
                + AFTER_MS
                + limits.infusion().sustainedMs()
                + limits.infusion().unattendedMs()
                + LATE_MS;
    }

    /**
     * A device that falls silent around the outage: when it was heard last is unsure, and a clock that stood still
     * meanwhile waits the longer.
     */
    private void silence(Expectation expectation, List<Expectation> changed) {
        long limit = devices.monitors().contains(expectation.about())
                ? limits.silence().monitorSilentMs()
                : limits.silence().scaleSilentMs();
        if (expectation.from() - limit <= unsureUntil && expectation.until() >= unsureFrom) {
            long latest = Math.max(expectation.until() + (until - from), until + limit) + AFTER_MS;
            changed.add(expectation.relaxed(latest, REASON).from(unsureFrom));
        }
    }

    /** A gap of up to half the limit may lie beside the outage. */
    private void silent(Collection<String> silenced, long limitMs, List<Expectation> added) {
        if (until - from + RECONNECT_MS < limitMs / 2) {
            return;
        }
        for (String device : silenced) {
            added.add(new Expectation(
                    device + OUTAGE + from,
                    Patterns.DEVICE_SILENT,
                    device,
                    Kind.ALARM,
                    false,
                    unsureFrom,
                    until + limitMs + AFTER_MS,
                    "the simulation was down"));
        }
    }
}
