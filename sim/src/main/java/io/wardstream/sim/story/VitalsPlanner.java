package io.wardstream.sim.story;

import io.wardstream.model.Subject;
import io.wardstream.model.Time;
import io.wardstream.model.VitalsReading;
import io.wardstream.sim.config.WardLimits;
import io.wardstream.sim.story.Act.Kind;
import io.wardstream.sim.truth.Expectation;
import io.wardstream.sim.truth.Patterns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lays down the chapters of one patient, and the truth that follows from each.
 *
 * <p>An illness stays clearly beyond the limits that it is about, and clearly inside all others: a deteriorating
 * patient scores 9 or more with a saturation of 93 % and 114 beats, which neither alarm of their own. After each of
 * them a nurse acknowledges at the terminal, so that an alarm that waits for that does not swallow the next one; and a
 * patient deteriorates again after three quarters of an hour at the earliest, because a score may be held high for half
 * an hour.
 *
 * <p>Pure but for the stream of numbers that it draws from.
 */
public final class VitalsPlanner {
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long BETWEEN_DETERIORATIONS_MS = 45 * MINUTE;
    private static final long WILL_MS = 5 * SECOND;

    private static final Weights<VitalsStory> STORIES = Weights.<VitalsStory>none()
            .and(24, VitalsStory.DESATURATION)
            .and(18, VitalsStory.TACHYCARDIA)
            .and(18, VitalsStory.BRADYCARDIA)
            .and(15, VitalsStory.DETERIORATION)
            .and(20, VitalsStory.ARTEFACT)
            .and(5, VitalsStory.MONITOR_SILENT);

    private static final Weights<VitalsStory> STORIES_CUFF_ON_LINE = STORIES.and(30, VitalsStory.CUFF_ON_LINE);

    private final BedFacts facts;
    private final WardLimits limits;
    private final long periodMs;
    private final long cuffPeriodMs;

    /** A planner for the patient of one bed, with the periods of the monitor and of its cuff. */
    public VitalsPlanner(BedFacts facts, WardLimits limits, long periodMs, long cuffPeriodMs) {
        this.facts = facts;
        this.limits = limits;
        this.periodMs = periodMs;
        this.cuffPeriodMs = cuffPeriodMs;
    }

    /** A chapter and what must follow from it. */
    public record Plan(VitalsChapter chapter, List<Expectation> expectations) {}

    /** Draws a story for a bed's first chapter, two in five stable. */
    public static VitalsStory drawFirst(Prng prng, boolean cuffOnLine) {
        VitalsStory story = stories(cuffOnLine).draw(prng);
        return prng.chance(0.4) ? VitalsStory.STABLE : story;
    }

    private static Weights<VitalsStory> stories(boolean cuffOnLine) {
        return cuffOnLine ? STORIES_CUFF_ON_LINE : STORIES;
    }

    /** The first chapter. */
    public Plan first(@Time long from, Prng prng) {
        return new Draft(0, facts.firstVitals(), from, prng).tell(seconds(prng, 60, 240));
    }

    /**
     * The chapter after another.
     *
     * @param deterioratedUntil when the last deterioration was over, or null if there was none
     */
    public Plan next(VitalsChapter before, @Time @Nullable Long deterioratedUntil, Prng prng) {
        VitalsStory story = before.story() == VitalsStory.STABLE
                ? stories(facts.cuffOnLine()).draw(prng)
                : VitalsStory.STABLE;
        boolean tooSoon = deterioratedUntil != null && before.until() - deterioratedUntil < BETWEEN_DETERIORATIONS_MS;
        if (story == VitalsStory.DETERIORATION && tooSoon) {
            story = VitalsStory.ARTEFACT;
        }
        return new Draft(before.number() + 1, story, before.until(), prng).tell(seconds(prng, 180, 480));
    }

    private static long seconds(Prng prng, double least, double most) {
        return (long) (prng.between(least, most) * SECOND);
    }

    /** A chapter being written. */
    private final class Draft {
        private final int number;
        private final VitalsStory story;
        private final long from;
        private final Prng prng;
        private final List<Act> acts = new ArrayList<>();
        private final List<Long> slips = new ArrayList<>();
        private final List<Expectation> expectations = new ArrayList<>();
        private VitalsReading worst = VitalsReading.NONE;
        private @Nullable Course course;

        Draft(int number, VitalsStory story, long from, Prng prng) {
            this.number = number;
            this.story = story;
            this.from = from;
            this.prng = prng;
        }

        Plan tell(long stableMs) {
            long until = switch (story) {
                case STABLE -> from + stableMs;
                case DESATURATION -> {
                    worst = worst.withSpo2Pct(limits.vitals().spo2LowPct() - prng.between(2, 3.2));
                    yield ill(
                            Patterns.SPO2_LOW,
                            20 * SECOND,
                            seconds(prng, 40, 90),
                            "the saturation falls and stays low");
                }
                case TACHYCARDIA -> {
                    worst = worst.withHrBpm(limits.vitals().hrHighBpm() + prng.between(8, 14));
                    yield ill(Patterns.HEART_RATE_OUT_OF_RANGE, 30 * SECOND, seconds(prng, 60, 120), "the heart races");
                }
                case BRADYCARDIA -> {
                    worst = worst.withHrBpm(limits.vitals().hrLowBpm() - prng.between(4.5, 7));
                    yield ill(
                            Patterns.HEART_RATE_OUT_OF_RANGE, 30 * SECOND, seconds(prng, 60, 120), "the heart is slow");
                }
                case DETERIORATION -> deteriorate();
                case ARTEFACT -> slip();
                case MONITOR_SILENT -> fallSilent();
                case CUFF_ON_LINE -> pressOnLine();
            };
            acts.sort(Comparator.comparingLong(Act::at));
            return new Plan(new VitalsChapter(number, story, from, until, course, worst, slips, acts), expectations);
        }

        /** An illness that one vital shows. Returns when the chapter is over. */
        private long ill(String pattern, long growsMs, long fullMs, String why) {
            long starts = from + seconds(prng, 20, 40);
            long full = starts + growsMs;
            long fades = full + Math.max(fullMs, 4 * periodMs);
            long gone = fades + growsMs;
            course = new Course(starts, full, fades, gone);
            expect(
                    pattern,
                    facts.patient(),
                    starts - LowEpisode.EARLY_MS,
                    full
                            + Math.max(
                                    (WardLimits.Vitals.MEASUREMENTS + 1) * periodMs,
                                    limits.vitals().delayMs() + 2 * periodMs)
                            + LowEpisode.MARGIN_MS,
                    why);
            acknowledge(gone + seconds(prng, 20, 40));
            return gone + MINUTE;
        }

        private long deteriorate() {
            long starts = from + seconds(prng, 20, 40);
            long full = starts + seconds(prng, 60, 90);
            long latestAlarm = full
                    + limits.vitals().news2MedianMs()
                    + cuffPeriodMs
                    + limits.vitals().news2ConfirmMs()
                    + periodMs
                    + LowEpisode.MARGIN_MS;
            long fades = latestAlarm + seconds(prng, 60, 120);
            long gone = fades + 90 * SECOND;
            course = new Course(starts, full, fades, gone);
            worst = VitalsReading.NONE
                    .withRrPerMin(27.0)
                    .withSpo2Pct(93.0)
                    .withSysMmHg(96.0)
                    .withDiaMmHg(58.0)
                    .withHrBpm(114.0)
                    .withTempC(38.6);
            expect(
                    Patterns.NEWS2_HIGH,
                    facts.patient(),
                    starts - LowEpisode.EARLY_MS,
                    latestAlarm,
                    "the patient deteriorates to a score of 9 and more");
            acknowledge(latestAlarm + seconds(prng, 10, 40));
            acknowledge(gone + cuffPeriodMs + seconds(prng, 20, 40));
            return gone + cuffPeriodMs + MINUTE;
        }

        private long slip() {
            long at = from;
            long count = prng.whole(2, 4);
            for (int i = 0; i < count; i++) {
                at += seconds(prng, 40, 80);
                slips.add(at);
            }
            return at + MINUTE;
        }

        private long fallSilent() {
            long limit = limits.silence().monitorSilentMs();
            long at = from + seconds(prng, 20, 40);
            long back = at + limit + seconds(prng, 30, 60);
            boolean networkLost = prng.chance(0.5);
            acts.add(Act.of(at, networkLost ? Kind.LOSE_NETWORK : Kind.FALL_SILENT));
            acts.add(Act.of(back, networkLost ? Kind.REGAIN_NETWORK : Kind.SPEAK_AGAIN));
            expect(
                    Patterns.DEVICE_SILENT,
                    Subject.deviceKey(facts.monitorId()),
                    at + limit - periodMs - LowEpisode.EARLY_MS,
                    at + limit + WILL_MS + LowEpisode.MARGIN_MS,
                    "the monitor fell silent");
            return back + MINUTE;
        }

        /**
         * The cuff measures for some 40 s and holds up the drip of a line that has no story of its own. It is on
         * record, and no alarm: nothing here lets anybody expect that nothing flows. The next may come five minutes
         * later at the earliest.
         */
        private long pressOnLine() {
            long at = from + seconds(prng, 20, 40);
            long over = at + seconds(prng, 35, 45);
            acts.add(Act.of(at, Kind.INFLATE_CUFF));
            acts.add(Act.of(over, Kind.DEFLATE_CUFF));
            expect(
                    Patterns.SAME_LIMB_CUFF,
                    facts.line(),
                    at - LowEpisode.EARLY_MS,
                    at + periodMs + LowEpisode.MARGIN_MS,
                    "the cuff is on the arm of the line");
            return over + 90 * SECOND;
        }

        private void acknowledge(long at) {
            acts.add(Act.by("nurse-" + prng.whole(1, 9), at, Kind.ACKNOWLEDGE_PATIENT_AT_TERMINAL));
        }

        private void expect(String pattern, String about, long earliest, long latest, String why) {
            expectations.add(new Expectation(
                    facts.bed() + "/vitals/" + number + "/" + pattern,
                    pattern,
                    about,
                    Expectation.Kind.ALARM,
                    true,
                    earliest,
                    latest,
                    why));
        }
    }
}
