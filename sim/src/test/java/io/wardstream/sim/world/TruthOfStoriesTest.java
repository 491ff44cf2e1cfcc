package io.wardstream.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.model.Care;
import io.wardstream.model.CareAction;
import io.wardstream.model.VitalsReading;
import io.wardstream.model.rules.News2;
import io.wardstream.sim.config.WardLimits;
import io.wardstream.sim.story.BedFacts;
import io.wardstream.sim.truth.Expectation;
import io.wardstream.sim.truth.Patterns;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whether the truth follows from what the devices really said and the nurses really did, over many wards. Each rule is
 * checked both ways: what is expected can be seen, and what can be seen is expected.
 */
class TruthOfStoriesTest {
    private static final WardLimits LIMITS = WardLimits.DEFAULT;
    private static final int MINUTES = 25;
    private static final long EDGE_MS = 60_000;

    @ParameterizedTest
    @ValueSource(longs = {0, 10, 20, 30, 40})
    void followsFromWhatCanBeSeen(long firstSeed) {
        for (long seed = firstSeed + 1; seed <= firstSeed + 10; seed++) {
            EngineRun run = EngineRun.of(EngineRun.config(12, seed)).live(MINUTES * 60);
            List<EngineRun.Heard> heard = run.heard();
            for (BedFacts bed : run.plan.beds()) {
                new Bed(seed, run, bed, heard).check();
            }
        }
    }

    /** A stretch in which something could be seen. */
    private record Stretch(long from, long until) {
        long length() {
            return until - from;
        }
    }

    private record Point(long at, double value) {}

    private static final class Bed {
        private final String name;
        private final EngineRun run;
        private final BedFacts facts;
        private final List<EngineRun.Heard> heard;
        private final long end;

        Bed(long seed, EngineRun run, BedFacts facts, List<EngineRun.Heard> heard) {
            this.name = "seed " + seed + " bed " + facts.bed();
            this.run = run;
            this.facts = facts;
            this.heard = heard.stream()
                    .filter(h -> h.deviceId().equals(facts.scaleId())
                            || h.deviceId().equals(facts.monitorId())
                            || h.deviceId().startsWith("terminal-"))
                    .toList();
            this.end = run.engine.now();
        }

        void check() {
            lowBags();
            clamps();
            saturation();
            heartRate();
            score();
            cuffs();
            silence(facts.scaleId(), LIMITS.silence().scaleSilentMs());
            silence(facts.monitorId(), LIMITS.silence().monitorSilentMs());
        }

        private List<Point> levels() {
            List<Point> levels = new ArrayList<>();
            for (EngineRun.Heard h : heard) {
                if (h.message().infusion() != null) {
                    double ml = (h.message().infusion().massG() - facts.tareG()) / facts.densityGPerMl();
                    levels.add(new Point(h.at(), ml));
                }
            }
            return levels;
        }

        /** Stretches of low readings, with no more than two readings that say otherwise in between. */
        private List<Stretch> lowStretches() {
            List<Stretch> found = new ArrayList<>();
            long from = -1;
            long last = -1;
            int otherwise = 0;
            for (Point level : levels()) {
                if (level.value() <= LIMITS.infusion().lowMl()) {
                    from = from < 0 ? level.at() : from;
                    last = level.at();
                    otherwise = 0;
                } else if (from >= 0 && ++otherwise > 2) {
                    found.add(new Stretch(from, last));
                    from = -1;
                }
            }
            if (from >= 0) {
                found.add(new Stretch(from, last));
            }
            return found;
        }

        private void lowBags() {
            List<Stretch> sustained = lowStretches().stream()
                    .filter(s -> s.length() >= LIMITS.infusion().sustainedMs())
                    .toList();
            List<Expectation> expected = run.musts(Patterns.LOW_LEVEL, "line:" + facts.lineId());
            for (Stretch stretch : sustained) {
                assertThat(expected)
                        .as(name + ": a bag seen low from " + stretch)
                        .anyMatch(
                                e -> e.covers(stretch.from() + LIMITS.infusion().sustainedMs()));
            }
            for (Expectation e : expected) {
                if (e.until() < end) {
                    assertThat(sustained)
                            .as(name + ": " + e)
                            .anyMatch(s -> e.covers(s.from() + LIMITS.infusion().sustainedMs()));
                }
            }
            // An empty hook is never taken for a low bag: it is short.
            for (Stretch stretch : lowStretches()) {
                boolean story = expected.stream().anyMatch(e -> e.overlaps(stretch.from(), stretch.until()));
                assertThat(story || stretch.length() <= 14_000)
                        .as(name + ": " + stretch)
                        .isTrue();
            }
        }

        private List<Long> helpAt() {
            List<Long> at = new ArrayList<>();
            for (EngineRun.Heard h : heard) {
                Care care = h.message().care();
                boolean mine = care != null
                        && (h.deviceId().equals(facts.scaleId())
                                || facts.lineId().equals(care.lineId()));
                if (mine && care.action() != CareAction.CLAMP_OPENED_BY_HAND) {
                    at.add(h.at());
                }
            }
            List<Point> levels = levels();
            for (int i = 1; i < levels.size(); i++) {
                boolean newBag = levels.get(i).value() > LIMITS.infusion().lowMl() + 60
                        && levels.get(i - 1).value() < 0
                        && (i + 3 >= levels.size()
                                || levels.get(i + 3).value() > LIMITS.infusion().lowMl() + 20);
                if (newBag) {
                    at.add(levels.get(i).at());
                }
            }
            return at;
        }

        private void clamps() {
            String about = "line:" + facts.lineId();
            List<Long> help = helpAt();
            for (Expectation low : run.musts(Patterns.LOW_LEVEL, about)) {
                Stretch stretch = lowStretches().stream()
                        .filter(s -> low.overlaps(
                                s.from(), s.from() + LIMITS.infusion().sustainedMs()))
                        .filter(s -> s.length() >= LIMITS.infusion().sustainedMs())
                        .findFirst()
                        .orElse(null);
                long dueFrom = low.from()
                        + LIMITS.infusion().sustainedMs()
                        + LIMITS.infusion().unattendedMs();
                if (stretch == null || dueFrom + EDGE_MS + 400_000 > end) {
                    continue;
                }
                long seenLow = stretch.from();
                long due = seenLow
                        + LIMITS.infusion().sustainedMs()
                        + LIMITS.infusion().unattendedMs();
                long alarm = seenLow + LIMITS.infusion().sustainedMs();
                List<Long> inTime =
                        help.stream().filter(at -> at >= seenLow && at <= due).toList();
                List<Expectation> outcome = new ArrayList<>();
                for (Expectation e : run.ledger.expectations()) {
                    if (e.about().equals(about)
                            && e.must()
                            && !e.equals(low)
                            && !e.pattern().equals(Patterns.LOW_LEVEL)
                            && !e.pattern().equals(Patterns.SAME_LIMB_CUFF)
                            && e.covers(due)) {
                        outcome.add(e);
                    }
                }
                if (inTime.isEmpty()) {
                    assertThat(outcome)
                            .as(name + ": nobody came, low at " + seenLow)
                            .hasSize(1);
                    // Nobody comes shortly after the decision either.
                    assertThat(help).as(name).noneMatch(at -> at > due && at < due + 20_000);
                } else {
                    assertThat(outcome)
                            .as(name + ": somebody came in time, low at " + seenLow)
                            .isEmpty();
                    assertThat(inTime.get(0))
                            .as(name + ": help keeps its distance from both decisions")
                            .isBetween(alarm + 20_000, due - 20_000);
                }
                long decisionCalm = due;
                assertThat(levels())
                        .filteredOn(p -> Math.abs(p.at() - decisionCalm) < 15_000 && inTime.isEmpty())
                        .as(name + ": nothing disturbs the scale at the decision")
                        .allMatch(p -> p.value() <= LIMITS.infusion().lowMl());
            }
        }

        private List<Point> vital(java.util.function.Function<VitalsReading, @Nullable Double> which) {
            List<Point> points = new ArrayList<>();
            for (EngineRun.Heard h : heard) {
                VitalsReading vitals = h.message().vitals();
                Double value = vitals == null ? null : which.apply(vitals);
                if (value != null) {
                    points.add(new Point(h.at(), value));
                }
            }
            return points;
        }

        /** The times of the second of two measurements that are out, each time after one that is well inside. */
        private static List<Long> confirmed(List<Point> points, Predicate<Double> out, Predicate<Double> inside) {
            List<Long> found = new ArrayList<>();
            boolean open = false;
            int inARow = 0;
            int insideInARow = 0;
            for (Point point : points) {
                inARow = out.test(point.value()) ? inARow + 1 : 0;
                insideInARow = inside.test(point.value()) ? insideInARow + 1 : 0;
                if (!open && inARow == 2) {
                    open = true;
                    found.add(point.at());
                } else if (open && insideInARow >= 2) {
                    open = false;
                }
            }
            return found;
        }

        private void compare(String pattern, List<Long> seen) {
            List<Expectation> expected = run.musts(pattern, "patient:" + facts.patientId());
            for (long at : seen) {
                assertThat(expected)
                        .as(name + ": " + pattern + " seen at " + at)
                        .anyMatch(e -> e.covers(at));
            }
            for (Expectation e : expected) {
                if (e.until() < end) {
                    assertThat(seen).as(name + ": " + e).filteredOn(e::covers).hasSize(1);
                }
            }
        }

        private void saturation() {
            WardLimits.Vitals v = LIMITS.vitals();
            compare(
                    Patterns.SPO2_LOW,
                    confirmed(
                            vital(VitalsReading::spo2Pct),
                            value -> value < v.spo2LowPct(),
                            value -> value >= v.spo2RecoverPct()));
        }

        private void heartRate() {
            WardLimits.Vitals v = LIMITS.vitals();
            compare(
                    Patterns.HEART_RATE_OUT_OF_RANGE,
                    confirmed(
                            vital(VitalsReading::hrBpm),
                            value -> value > v.hrHighBpm() || value < v.hrLowBpm(),
                            value -> value <= v.hrHighBpm() - v.hrHysteresisBpm()
                                    && value >= v.hrLowBpm() + v.hrHysteresisBpm()));
        }

        private void score() {
            List<Long> seen = new ArrayList<>();
            VitalsReading last = VitalsReading.NONE;
            long highSince = -1;
            boolean told = false;
            for (EngineRun.Heard h : heard) {
                VitalsReading vitals = h.message().vitals();
                if (vitals == null) {
                    continue;
                }
                last = new VitalsReading(
                        vitals.hrBpm(),
                        null,
                        vitals.spo2Pct(),
                        vitals.rrPerMin(),
                        vitals.sysMmHg() == null ? last.sysMmHg() : vitals.sysMmHg(),
                        vitals.diaMmHg() == null ? last.diaMmHg() : vitals.diaMmHg(),
                        null,
                        vitals.tempC() == null ? last.tempC() : vitals.tempC(),
                        null);
                Integer total = News2.score(new News2.Observation(
                                last.rrPerMin(),
                                last.spo2Pct(),
                                null,
                                last.sysMmHg(),
                                last.hrBpm(),
                                null,
                                last.tempC(),
                                News2.Spo2Scale.SCALE_1))
                        .total();
                assertThat(total)
                        .as(name + ": the first message carries everything")
                        .isNotNull();
                if (total >= LIMITS.vitals().news2High()) {
                    highSince = highSince < 0 ? h.at() : highSince;
                    if (!told && h.at() - highSince >= LIMITS.vitals().news2ConfirmMs()) {
                        told = true;
                        seen.add(h.at());
                    }
                } else {
                    highSince = -1;
                    told = false;
                }
                boolean ill = run.ledger.expectations().stream()
                        .anyMatch(e -> e.about().equals("patient:" + facts.patientId())
                                && e.overlaps(h.at() - 600_000, h.at() + 60_000));
                if (!ill) {
                    boolean slip = last.spo2Pct() == 70;
                    assertThat(total).as(name + " at " + h.at()).isLessThan(slip ? 7 : 5);
                }
            }
            compare(Patterns.NEWS2_HIGH, seen);
        }

        /** A cuff on the line's arm is told by its monitor, goes on for some 40 s, and is no standstill of the line. */
        private void cuffs() {
            List<Expectation> expected = run.musts(Patterns.SAME_LIMB_CUFF, "line:" + facts.lineId());
            List<Long> starts = new ArrayList<>();
            List<Long> ends = new ArrayList<>();
            for (EngineRun.Heard h : heard) {
                Boolean runs = h.message().vitals() == null
                        ? null
                        : h.message().vitals().cuffRunning();
                if (Boolean.TRUE.equals(runs) && starts.size() == ends.size()) {
                    starts.add(h.at());
                } else if (Boolean.FALSE.equals(runs)) {
                    ends.add(h.at());
                    assertThat(ends).as(name).hasSameSizeAs(starts);
                    assertThat(h.at() - starts.get(starts.size() - 1)).as(name).isBetween(30_000L, 50_000L);
                    assertThat(h.message().vitals().sysMmHg()).as(name).isNotNull();
                }
            }
            assertThat(facts.cuffOnLine() || starts.isEmpty()).as(name).isTrue();
            for (long at : starts) {
                assertThat(expected).as(name + ": cuff at " + at).anyMatch(e -> e.covers(at));
            }
            for (Expectation e : expected) {
                if (e.until() < end) {
                    assertThat(starts).as(name + ": " + e).filteredOn(e::covers).hasSize(1);
                }
            }
            for (int i = 1; i < starts.size(); i++) {
                assertThat(starts.get(i) - starts.get(i - 1)).as(name).isGreaterThan(240_000);
            }
            assertThat(run.musts(Patterns.NO_FLOW, "line:" + facts.lineId()))
                    .as(name)
                    .isEmpty();
        }

        private void silence(String deviceId, long limit) {
            List<Expectation> expected = run.musts(Patterns.DEVICE_SILENT, "device:" + deviceId);
            long last = EngineRun.START;
            List<Long> seen = new ArrayList<>();
            for (EngineRun.Heard h : heard) {
                if (h.deviceId().equals(deviceId)) {
                    long gap = h.at() - last;
                    assertThat(gap < limit / 2 + 5_000 || gap > limit + 20_000)
                            .as(name + ": " + deviceId + " silent for " + gap)
                            .isTrue();
                    if (gap > limit) {
                        seen.add(last + limit);
                    }
                    last = h.at();
                }
            }
            if (end - last > limit) {
                seen.add(last + limit);
            }
            for (long at : seen) {
                assertThat(expected)
                        .as(name + ": " + deviceId + " silent at " + at)
                        .anyMatch(e -> e.covers(at));
            }
            for (Expectation e : expected) {
                if (e.until() < end) {
                    assertThat(seen).as(name + ": " + e).filteredOn(e::covers).hasSize(1);
                }
            }
        }
    }
}
