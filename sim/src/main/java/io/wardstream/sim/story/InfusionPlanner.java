package io.wardstream.sim.story;

import io.wardstream.model.Subject;
import io.wardstream.model.Time;
import io.wardstream.sim.config.WardLimits;
import io.wardstream.sim.story.Act.Kind;
import io.wardstream.sim.truth.Expectation;
import io.wardstream.sim.truth.Patterns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lays down the chapters of one infusion line, and the truth that follows from each. A story that is over is followed
 * by a quiet chapter, and that by the next story.
 *
 * <p>Times are chosen so that nobody acts within 20 s of a decision and no disturbance falls there. A bag becomes low
 * in one of three ways: it is low from the very first reading (the first chapter); somebody hangs a nearly empty bag
 * (then the time is known to some seconds); or a small bag runs down fast (then the expectations cover the minutes in
 * which noise decides when it is seen).
 *
 * <p>Pure but for the stream of numbers that it draws from.
 */
public final class InfusionPlanner {
    private static final long SECOND = 1_000;
    /** Seen through noise, drift and rounding a reading is at most so far from the truth, in mL. */
    static final double READING_ERROR_ML = 6.5;
    /** Messages that a last will or a reconnect may still cause after a device's last reading. */
    private static final long WILL_MS = 5 * SECOND;
    /** So long after a clamp was closed, or opened again, it may be said that nothing flows. */
    private static final long STANDS_MS = 10 * 60 * SECOND;

    private static final Weights<InfusionStory> STORIES = Weights.<InfusionStory>none()
            .and(20, InfusionStory.NOBODY_COMES)
            .and(20, InfusionStory.ACKNOWLEDGED_IN_TIME)
            .and(15, InfusionStory.CHANGED_IN_TIME)
            .and(12, InfusionStory.ACKNOWLEDGED_AFTER_CLAMP)
            .and(8, InfusionStory.LOW_THEN_SILENT)
            .and(5, InfusionStory.CLAMP_JAMS)
            .and(10, InfusionStory.SILENT)
            .and(10, InfusionStory.SHORT_GAP);
    private static final Weights<InfusionStory> STORIES_ALERT_ONLY = Weights.<InfusionStory>none()
            .and(35, InfusionStory.WITHHELD_BY_POLICY)
            .and(20, InfusionStory.ACKNOWLEDGED_IN_TIME)
            .and(15, InfusionStory.CHANGED_IN_TIME)
            .and(10, InfusionStory.LOW_THEN_SILENT)
            .and(10, InfusionStory.SILENT)
            .and(10, InfusionStory.SHORT_GAP);

    private final BedFacts facts;
    private final WardLimits limits;
    private final long periodMs;

    /** A planner for the line of one bed. */
    public InfusionPlanner(BedFacts facts, WardLimits limits, long periodMs) {
        this.facts = facts;
        this.limits = limits;
        this.periodMs = periodMs;
    }

    /** A chapter and what must and may follow from it. */
    public record Plan(InfusionChapter chapter, List<Expectation> expectations) {}

    /**
     * The line as it stands when a chapter begins.
     *
     * @param volumeMl what is left in the bag
     * @param clampOpen whether the clamp is open
     */
    public record Standing(double volumeMl, boolean clampOpen) {}

    /** Draws a story for a bed's first chapter, one in three quiet. */
    public static InfusionStory drawFirst(Prng prng, boolean mayBeClosed) {
        InfusionStory story = (mayBeClosed ? STORIES : STORIES_ALERT_ONLY).draw(prng);
        return prng.chance(1 / 3.0) ? InfusionStory.QUIET : story;
    }

    /** The first chapter: a bag hangs from its very beginning. */
    public Plan first(@Time long from, Prng prng) {
        InfusionStory story = facts.firstInfusion();
        Draft draft = new Draft(0, story, from, prng);
        if (story.low()) {
            draft.act(Act.of(from, Kind.HANG_BAG, draft.nearlyEmptyMl()));
            draft.low(new LowEpisode(from, from, from + periodMs, periodMs, limits.infusion()));
        } else {
            double leastMl = Math.max(0.5 * facts.bagMl(), limits.infusion().clearlyFullMl(facts.bagMl()) + 40);
            draft.act(Act.of(from, Kind.HANG_BAG, prng.between(leastMl, 1.03 * facts.bagMl())));
            draft.tell(prng.between(60, 240) * SECOND);
        }
        return draft.done();
    }

    /** The chapter after another. */
    public Plan next(InfusionChapter before, Standing standing, Prng prng) {
        boolean rest = before.story() != InfusionStory.QUIET;
        InfusionStory story =
                rest ? InfusionStory.QUIET : (facts.mayBeClosed() ? STORIES : STORIES_ALERT_ONLY).draw(prng);
        Draft draft = new Draft(before.number() + 1, story, before.until(), prng);
        if (story.low()) {
            boolean runsDown = story == InfusionStory.NOBODY_COMES && prng.chance(0.4);
            draft.low(runsDown ? draft.smallBagRunsDown() : draft.nearlyEmptyBagHangs());
        } else {
            draft.keepGoing(standing);
            // Whoever opens a clamp keeps the system away from it for ten minutes: a story in which it closes comes
            // after that.
            boolean opened =
                    !standing.clampOpen() || before.acts().stream().anyMatch(act -> act.kind() == Kind.OPEN_CLAMP);
            draft.tell(prng.between(opened ? 480 : 180, opened ? 720 : 480) * SECOND);
        }
        return draft.done();
    }

    /** A chapter being written. */
    private final class Draft {
        private final int number;
        private final InfusionStory story;
        private final long from;
        private final Prng prng;
        private final String nurse;
        private final List<Act> acts = new ArrayList<>();
        private final List<Span> calm = new ArrayList<>();
        private final List<Expectation> expectations = new ArrayList<>();
        private long until;

        Draft(int number, InfusionStory story, long from, Prng prng) {
            this.number = number;
            this.story = story;
            this.from = from;
            this.prng = prng;
            this.nurse = "nurse-" + prng.whole(1, 9);
        }

        Plan done() {
            expectations.addAll(expectations.stream()
                    .filter(expected -> expected.kind() == Expectation.Kind.CLAMP)
                    .map(this::mayStand)
                    .toList());
            acts.sort(Comparator.comparingLong(Act::at));
            return new Plan(new InfusionChapter(number, story, from, until, acts, calm), expectations);
        }

        /** A line whose clamp is closed does not run; whether that is said depends on what is left in the bag. */
        private Expectation mayStand(Expectation closing) {
            return new Expectation(
                    id(Patterns.NO_FLOW),
                    Patterns.NO_FLOW,
                    facts.line(),
                    Expectation.Kind.ALARM,
                    false,
                    closing.from(),
                    until + STANDS_MS,
                    "the clamp is closed");
        }

        void act(Act act) {
            acts.add(act);
        }

        double nearlyEmptyMl() {
            return limits.infusion().lowMl() - prng.between(READING_ERROR_ML, READING_ERROR_ML + 1.5);
        }

        private double fullMl() {
            return facts.bagMl() * prng.between(1.03, 1.10);
        }

        private long seconds(double least, double most) {
            return (long) (prng.between(least, most) * SECOND);
        }

        /** So short that an empty hook is not taken for a low bag. */
        private long quickSwapMs() {
            return seconds(10, 12.5);
        }

        /** Another bag: lifted off, hung, and the rate set again. Returns when it hangs. */
        private long swap(String by, long at, long emptyHookMs, double ml, double rateMlPerHour) {
            long hangs = at + emptyHookMs;
            act(Act.by(by, at, Kind.LIFT_BAG));
            act(Act.by(by, hangs, Kind.HANG_BAG, ml));
            act(Act.by(by, hangs, Kind.SET_RATE, rateMlPerHour));
            calm.add(new Span(at - 5 * SECOND, hangs + LowEpisode.MARGIN_MS));
            return hangs;
        }

        private long swapForFull(String by, long at, long emptyHookMs) {
            long hangs = swap(by, at, emptyHookMs, fullMl(), facts.rateMlPerHour());
            if (prng.chance(0.5)) {
                act(Act.by(by, hangs + seconds(8, 15), Kind.REPORT_BAG_CHANGED));
            }
            return hangs;
        }

        /** What keeps a line running that has no story of its own: a clamp found closed, a bag that gets used up. */
        void keepGoing(Standing standing) {
            if (!standing.clampOpen()) {
                act(Act.by("matron", from + seconds(30, 60), Kind.OPEN_CLAMP));
            }
            if (standing.volumeMl() < limits.infusion().clearlyFullMl(facts.bagMl())) {
                swapForFull(nurse, from + 60 * SECOND, quickSwapMs());
            }
        }

        /** The stories in which the bag is not low. */
        void tell(double quietMs) {
            switch (story) {
                case SILENT -> silent(from + seconds(20, 40), limits.silence().scaleSilentMs() + seconds(30, 90), true);
                case SHORT_GAP ->
                    silent(
                            from + seconds(20, 40),
                            seconds(5, limits.silence().scaleSilentMs() / 2.0 / SECOND - 5),
                            false);
                default -> until = from + (long) quietMs;
            }
        }

        private void silent(long at, long ms, boolean noticed) {
            long back = at + ms;
            goSilent(at, back);
            if (noticed) {
                expectSilence(at);
            }
            until = Math.max(back + 60 * SECOND, from + 120 * SECOND);
        }

        private void goSilent(long at, long back) {
            boolean networkLost = prng.chance(0.5);
            act(Act.of(at, networkLost ? Kind.LOSE_NETWORK : Kind.FALL_SILENT));
            act(Act.of(back, networkLost ? Kind.REGAIN_NETWORK : Kind.SPEAK_AGAIN));
        }

        private void expectSilence(long at) {
            long limit = limits.silence().scaleSilentMs();
            expect(
                    Patterns.DEVICE_SILENT,
                    Subject.deviceKey(facts.scaleId()),
                    at + limit - periodMs - LowEpisode.EARLY_MS,
                    at + limit + WILL_MS + LowEpisode.MARGIN_MS,
                    "the scale fell silent");
        }

        private void expect(String pattern, String about, long earliest, long latest, String why) {
            expectations.add(
                    new Expectation(id(pattern), pattern, about, Expectation.Kind.ALARM, true, earliest, latest, why));
        }

        private String id(String what) {
            return facts.bed() + "/infusion/" + number + "/" + what;
        }

        LowEpisode nearlyEmptyBagHangs() {
            long lifted = from + 45 * SECOND;
            long hangs = swap("porter", lifted, 10 * SECOND, nearlyEmptyMl(), facts.rateMlPerHour());
            return new LowEpisode(lifted, lifted, hangs + periodMs, periodMs, limits.infusion());
        }

        LowEpisode smallBagRunsDown() {
            WardLimits.Infusion infusion = limits.infusion();
            double smallMl = infusion.lowMl() + infusion.lowHysteresisMl() + prng.between(30, 36);
            double rate = prng.between(240, 400);
            long hangs = swap(nurse, from + 45 * SECOND, quickSwapMs(), smallMl, rate);
            long maybeLow = hangs + Flow.msUntil(smallMl, smallMl, rate, infusion.lowMl() + READING_ERROR_ML);
            long surelyLow = hangs + Flow.msUntil(smallMl, smallMl, rate, infusion.lowMl() - READING_ERROR_ML);
            LowEpisode low = new LowEpisode(hangs, maybeLow, surelyLow + periodMs, periodMs, infusion);
            calm.add(new Span(hangs, low.closingUntil()));
            return low;
        }

        /** The stories in which the bag is low. */
        void low(LowEpisode low) {
            calm.add(low.calmAtStart());
            calm.add(low.calmAtEnd());
            expect(Patterns.LOW_LEVEL, facts.line(), low.alarmFrom(), low.alarmUntil(), "the bag is low and stays low");
            switch (story) {
                case NOBODY_COMES -> {
                    expectClamp(low);
                    lateHelp(low);
                }
                case WITHHELD_BY_POLICY -> {
                    expectWithheld(low, "nobody came, and this line's clamp must not be closed");
                    lateHelp(low);
                }
                case CLAMP_JAMS -> {
                    expect(
                            Patterns.CLAMP_FAULT,
                            facts.line(),
                            low.closingFrom(),
                            low.closingUntil(),
                            "nobody came, and the clamp could not close");
                    act(Act.of(from, Kind.JAM_CLAMP));
                    act(Act.by(nurse, lateHelp(low), Kind.FREE_CLAMP));
                }
                case ACKNOWLEDGED_AFTER_CLAMP -> {
                    expectClamp(low);
                    long seen = low.closingUntil() + seconds(5, 30);
                    acknowledge(nurse, seen);
                    openAfter(nurse, swapForFull(nurse, seen + seconds(20, 60), seconds(10, 40)));
                }
                case ACKNOWLEDGED_IN_TIME -> {
                    long seen = inTime(low, 90);
                    acknowledge(nurse, seen);
                    endAfter(swapForFull(nurse, seen + seconds(20, 60), seconds(10, 60)));
                }
                case CHANGED_IN_TIME -> endAfter(swapForFull(nurse, inTime(low, 75), seconds(10, 20)));
                case LOW_THEN_SILENT -> {
                    long quiet = Math.min(inTime(low, 90), Math.max(low.inTimeFrom(), low.dueFrom() - 40 * SECOND));
                    long back = Math.max(
                                    low.dueUntil() + 60 * SECOND,
                                    quiet + limits.silence().scaleSilentMs() + 30 * SECOND)
                            + seconds(0, 60);
                    goSilent(quiet, back);
                    expectSilence(quiet);
                    expectWithheld(
                            low,
                            facts.mayBeClosed()
                                    ? "nobody came, and the newest reading is too old to act on"
                                    : "nobody came, and this line's clamp must not be closed");
                    help("matron", back + seconds(120, 240));
                }
                default -> throw new IllegalStateException(story + " is no story of a low bag");
            }
        }

        /**
         * A time at which somebody acts in time: from 20 s after the alarm up to so many seconds after the bag was low.
         */
        private long inTime(LowEpisode low, double mostSeconds) {
            long latest = Math.min(low.inTimeUntil() - 30 * SECOND, low.lowFrom() + (long) (mostSeconds * SECOND));
            return low.inTimeFrom() + (long) (prng.unit() * Math.max(0, latest - low.inTimeFrom()));
        }

        private void acknowledge(String by, long at) {
            act(Act.by(by, at, prng.chance(0.5) ? Kind.ACKNOWLEDGE_AT_BEDSIDE : Kind.ACKNOWLEDGE_LINE_AT_TERMINAL));
        }

        private void expectClamp(LowEpisode low) {
            expectations.add(new Expectation(
                    id("Clamp"),
                    Patterns.UNATTENDED_LOW_LEVEL,
                    facts.line(),
                    Expectation.Kind.CLAMP,
                    true,
                    low.closingFrom(),
                    low.closingUntil(),
                    "the bag is low and nobody came"));
        }

        private void expectWithheld(LowEpisode low, String why) {
            expect(Patterns.CLAMP_WITHHELD, facts.line(), low.closingFrom(), low.closingUntil(), why);
        }

        /** Somebody comes late, or the matron on her round much later. Returns when the new bag hangs. */
        private long lateHelp(LowEpisode low) {
            boolean never = prng.chance(0.4);
            return help(never ? "matron" : nurse, low.dueUntil() + (never ? seconds(240, 420) : seconds(60, 120)));
        }

        private long help(String by, long at) {
            act(Act.by(by, at, Kind.ACKNOWLEDGE_AT_BEDSIDE));
            long hangs = swapForFull(by, at + 8 * SECOND, seconds(10, 40));
            openAfter(by, hangs);
            return hangs;
        }

        private void openAfter(String by, long hangs) {
            act(Act.by(by, hangs + seconds(12, 20), Kind.OPEN_CLAMP));
            endAfter(hangs);
        }

        private void endAfter(long hangs) {
            until = hangs + 60 * SECOND;
        }
    }

    /** What somebody is doing at the bed, in words; null for acts of devices. */
    public static @Nullable String words(Act act) {
        String by = act.by();
        if (by == null) {
            return null;
        }
        return by
                + switch (act.kind()) {
                    case LIFT_BAG -> " takes the bag off";
                    case HANG_BAG, SET_RATE -> " hangs a bag";
                    case ACKNOWLEDGE_AT_BEDSIDE -> " acknowledges at the bedside";
                    case ACKNOWLEDGE_LINE_AT_TERMINAL, ACKNOWLEDGE_PATIENT_AT_TERMINAL ->
                        " acknowledges at the terminal";
                    case REPORT_BAG_CHANGED -> " reports a new bag";
                    case OPEN_CLAMP, FREE_CLAMP -> " sees to the clamp";
                    case JAM_CLAMP,
                            FALL_SILENT,
                            SPEAK_AGAIN,
                            LOSE_NETWORK,
                            REGAIN_NETWORK,
                            INFLATE_CUFF,
                            DEFLATE_CUFF -> "";
                };
    }
}
