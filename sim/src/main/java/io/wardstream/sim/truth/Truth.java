package io.wardstream.sim.truth;

import io.wardstream.model.AlarmEvent;
import io.wardstream.model.AlarmPhase;
import io.wardstream.model.Time;
import io.wardstream.model.wire.Rfc3339;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What must and may happen in a ward up to now, and what its clamps did. Immutable: a later question needs a later
 * truth.
 *
 * <p>It covers the whole stay, also the part before a restart of the simulation: whoever scores must bring the alarms
 * of the whole stay.
 *
 * @param subjects the keys of every line, patient and device of the simulation
 * @param expectations what must and what may happen
 * @param closings what the clamps did by command
 */
public record Truth(Set<String> subjects, List<Expectation> expectations, List<ClampClosing> closings) {

    public Truth {
        subjects = Set.copyOf(subjects);
        expectations = List.copyOf(expectations);
        closings = List.copyOf(closings);
    }

    /**
     * Holds alarms and clamps against the truth.
     *
     * <p>One alarm satisfies one expectation of the same pattern about the same subject, if it was raised within it; a
     * second alarm within the same expectation is false, because alarms are raised once. An expectation that is not
     * over at {@code until} is not demanded yet. Alarms about subjects of which the simulation knows nothing are
     * ignored, and so is everything later than {@code until}.
     *
     * @param alarms alarm events in any order, repeated ones included; the first of an alarm with a pattern counts: in
     *     one family a more urgent pattern takes the alarm over and raises none of its own
     * @param until the ward time up to which is scored
     */
    public Scorecard score(List<AlarmEvent> alarms, @Time long until) {
        List<String> explanations = new ArrayList<>();
        Tally alarmTally = new Tally(expectations, Expectation.Kind.ALARM, until);
        int unjudged = 0;
        for (AlarmEvent alarm : firstOfEach(alarms)) {
            String about = Patterns.about(alarm);
            if (alarm.at() > until || !subjects.contains(about)) {
                continue;
            }
            if (Patterns.isKnown(alarm.pattern())) {
                alarmTally.happened(alarm.pattern(), about, alarm.at(), "alarm " + alarm.alarmId());
            } else {
                unjudged++;
                explanations.add("not judged: " + alarm.pattern() + " about " + about + " at "
                        + Rfc3339.format(alarm.at()) + ": the truth knows nothing of this pattern");
            }
        }
        Tally clampTally = new Tally(expectations, Expectation.Kind.CLAMP, until);
        for (ClampClosing closing : closings) {
            if (closing.at() <= until) {
                clampTally.happened(
                        Patterns.UNATTENDED_LOW_LEVEL,
                        closing.about(),
                        closing.at(),
                        "clamp closed by command " + closing.commandId());
            }
        }
        alarmTally.match(explanations);
        clampTally.match(explanations);
        return new Scorecard(
                alarmTally.expected,
                alarmTally.missed,
                alarmTally.unexplained,
                clampTally.expected,
                clampTally.missed,
                clampTally.unexplained,
                unjudged,
                explanations);
    }

    /** The event with which each pattern came to hold in each alarm. */
    private static List<AlarmEvent> firstOfEach(List<AlarmEvent> alarms) {
        Map<String, AlarmEvent> first = new LinkedHashMap<>();
        for (AlarmEvent alarm : alarms) {
            boolean takesOver =
                    alarm.phase() == AlarmPhase.ESCALATED && !alarm.pattern().equals(Patterns.UNATTENDED_LOW_LEVEL);
            if (alarm.phase() == AlarmPhase.RAISED || takesOver) {
                first.merge(
                        alarm.alarmId() + " " + alarm.pattern(),
                        alarm,
                        (known, other) -> other.sequence() < known.sequence() ? other : known);
            }
        }
        return new ArrayList<>(first.values());
    }

    /** Something that happened, and the words for it. */
    private record Fact(long at, String words) {}

    /** Pairs what happened with what was expected, for one kind of thing. */
    private static final class Tally {
        private final long scoredAt;
        private final Map<String, List<Expectation>> expectedByKey = new HashMap<>();
        private final Map<String, List<Fact>> happenedByKey = new LinkedHashMap<>();
        private int expected;
        private int missed;
        private int unexplained;

        Tally(List<Expectation> expectations, Expectation.Kind kind, long scoredAt) {
            this.scoredAt = scoredAt;
            for (Expectation expectation : expectations) {
                if (expectation.kind() == kind) {
                    expectedByKey
                            .computeIfAbsent(key(expectation.pattern(), expectation.about()), key -> new ArrayList<>())
                            .add(expectation);
                }
            }
        }

        private static String key(String pattern, String about) {
            return pattern + " about " + about;
        }

        void happened(String pattern, String about, long at, String words) {
            happenedByKey
                    .computeIfAbsent(key(pattern, about), key -> new ArrayList<>())
                    .add(new Fact(at, words));
        }

        /**
         * The facts go in the order of time, each to the demanded expectation that ends first, so that as many as
         * possible are satisfied; what is left over goes to those that only may happen.
         */
        void match(List<String> explanations) {
            Set<String> satisfied = new HashSet<>();
            happenedByKey.forEach((key, facts) -> {
                facts.sort(Comparator.comparingLong(Fact::at));
                List<Expectation> candidates = expectedByKey.getOrDefault(key, List.of());
                List<Fact> left = new ArrayList<>();
                for (Fact fact : facts) {
                    if (!satisfy(fact, candidates, true, satisfied)) {
                        left.add(fact);
                    }
                }
                for (Fact fact : left) {
                    if (!satisfy(fact, candidates, false, satisfied)) {
                        unexplained++;
                        explanations.add("false: " + key + " at " + Rfc3339.format(fact.at()) + " (" + fact.words()
                                + "): " + nearest(fact, candidates));
                    }
                }
            });
            expectedByKey.forEach((key, candidates) -> {
                for (Expectation expectation : candidates) {
                    if (demanded(expectation)) {
                        expected++;
                        if (!satisfied.contains(expectation.id())) {
                            missed++;
                            explanations.add("missed: " + key + " between " + Rfc3339.format(expectation.from())
                                    + " and " + Rfc3339.format(expectation.until()) + ": " + expectation.why());
                        }
                    }
                }
            });
        }

        private boolean demanded(Expectation expectation) {
            return expectation.must() && expectation.until() <= scoredAt;
        }

        private boolean satisfy(Fact fact, List<Expectation> candidates, boolean demanded, Set<String> satisfied) {
            Expectation best = null;
            for (Expectation candidate : candidates) {
                if (demanded(candidate) == demanded
                        && candidate.covers(fact.at())
                        && !satisfied.contains(candidate.id())
                        && (best == null || candidate.until() < best.until())) {
                    best = candidate;
                }
            }
            return best != null && satisfied.add(best.id());
        }

        private static String nearest(Fact fact, List<Expectation> candidates) {
            Expectation nearest = null;
            long distance = Long.MAX_VALUE;
            for (Expectation candidate : candidates) {
                long away = candidate.covers(fact.at())
                        ? 0
                        : Math.min(Math.abs(candidate.from() - fact.at()), Math.abs(candidate.until() - fact.at()));
                if (away < distance) {
                    distance = away;
                    nearest = candidate;
                }
            }
            return describe(nearest);
        }

        private static String describe(@Nullable Expectation nearest) {
            return nearest == null
                    ? "nothing in the world explains it"
                    : "the nearest that was expected, from " + Rfc3339.format(nearest.from()) + " until "
                            + Rfc3339.format(nearest.until()) + ", does not explain it: " + nearest.why();
        }
    }
}
