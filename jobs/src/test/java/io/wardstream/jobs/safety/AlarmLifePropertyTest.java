package io.wardstream.jobs.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.cep.PatternCatalogue;
import io.wardstream.jobs.control.ControlledHarness;
import io.wardstream.jobs.control.GivenControl;
import io.wardstream.model.AlarmEvent;
import io.wardstream.model.AlarmPhase;
import io.wardstream.model.Finding;
import io.wardstream.model.Priority;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import io.wardstream.model.Subject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens, for as long as it happens: what must be true of every alarm's life. */
class AlarmLifePropertyTest {

    private static final int SEEDS = 80;
    private static final long END = 36_000_000;
    private static final String[] PATTERNS = {"LowLevel", "UnattendedLowLevel", "ClampFault", "Spo2Low", "SignTooLate"};
    private static final String[] FAMILIES = {"LEVEL", "OTHER"};
    private static final SignKind[] SIGNS = {
        SignKind.BAG_CHANGED,
        SignKind.LEVEL_RESTORED,
        SignKind.CLAMP_CLOSED,
        SignKind.SPO2_RECOVERED,
        SignKind.ACKNOWLEDGED,
        SignKind.SILENCED,
        SignKind.DECLINED,
        SignKind.DISCHARGED
    };

    private static final int FIRST_OF_STAFF = 4;
    private static final List<Priority> PRIORITIES = List.of(Priority.values());

    static List<Arguments> seeds() {
        List<Arguments> seeds = new ArrayList<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            seeds.add(Arguments.of(seed));
        }
        return seeds;
    }

    /** Some hours of a subject's trouble: bursts and lulls, many inputs in one instant. Discharges are rare. */
    private static List<LifeInput> inputs(Random random) {
        List<LifeInput> inputs = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        // Far enough from 0 that no two episodes begin there.
        long now = 1_000_000;
        int count = 20 + random.nextInt(60);
        for (int i = 0; i < count; i++) {
            now += switch (random.nextInt(4)) {
                case 0 -> 0;
                case 1 -> random.nextInt(5_000);
                case 2 -> random.nextInt(90_000);
                default -> random.nextInt(900_000);
            };
            if (random.nextInt(5) < 2) {
                Finding finding = finding(random, now);
                ids.add(finding.alarmId());
                inputs.add(LifeInput.of(finding));
            } else {
                boolean mayDischarge = random.nextInt(10) == 0;
                int kind = random.nextInt(mayDischarge ? SIGNS.length : SIGNS.length - 1);
                boolean named = !ids.isEmpty() && random.nextInt(4) == 0;
                Sign sign = LifeScript.sign(SIGNS[kind], LifeScript.LINE, now);
                String alarmId = named ? ids.get(random.nextInt(ids.size())) : null;
                inputs.add(LifeInput.of(
                        kind < FIRST_OF_STAFF ? sign : sign.doneBy("nurse-" + random.nextInt(3), alarmId, null)));
            }
        }
        return inputs;
    }

    private static Finding finding(Random random, long now) {
        String pattern = PATTERNS[random.nextInt(PATTERNS.length)];
        var card = PatternCatalogue.rule(pattern).card();
        Priority priority = random.nextInt(4) == 0 ? PRIORITIES.get(random.nextInt(4)) : card.priority();
        return LifeScript.finding(
                pattern,
                pattern.equals("SignTooLate") ? "LATE" : FAMILIES[random.nextInt(FAMILIES.length)],
                priority,
                card.kind(),
                card.latching(),
                LifeScript.LINE,
                random.nextInt(5) == 0 ? Subject.deviceKey("scale-1") : LifeScript.LINE.key(),
                now - random.nextInt(100_000),
                now);
    }

    private static long at(LifeInput input) {
        return input.finding() != null ? input.finding().at() : input.sign().at();
    }

    /** Runs the inputs on the operator; the clock follows at a distance, then goes far beyond. */
    private static List<AlarmEvent> run(List<LifeInput> inputs, long clockStepMs, boolean empty) throws Exception {
        try (ControlledHarness<LifeInput, AlarmEvent> harness = new ControlledHarness<>(
                new AlarmLifeFunction(new GivenControl(List.of(), List.of())), LifeInput::key, null)) {
            for (LifeInput input : inputs) {
                harness.feed(input, at(input));
            }
            for (long clock = 0; clock < END; clock += clockStepMs) {
                harness.clock(clock);
            }
            harness.clock(END);
            List<AlarmEvent> events = new ArrayList<>(harness.output());
            if (empty) {
                // The patient leaves: after the retention there is nothing.
                harness.feed(
                        LifeInput.of(LifeScript.staff(SignKind.DISCHARGED, LifeScript.LINE, END + 1, "n", null)),
                        END + 1);
                harness.clock(END * 2);
                assertThat(harness.stateEntries()).isZero();
                assertThat(harness.timers()).isZero();
                assertThat(lives(harness.output()).values())
                        .allMatch(life -> life.get(life.size() - 1).phase() == AlarmPhase.CLOSED);
            }
            return events;
        }
    }

    private static Map<String, List<AlarmEvent>> lives(List<AlarmEvent> events) {
        Map<String, List<AlarmEvent>> lives = new LinkedHashMap<>();
        events.forEach(event ->
                lives.computeIfAbsent(event.alarmId(), id -> new ArrayList<>()).add(event));
        return lives;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyLifeIsLegal(long seed) throws Exception {
        List<AlarmEvent> events = run(inputs(new Random(seed)), END, true);
        Set<String> open = new HashSet<>();
        for (AlarmEvent event : events) {
            String trouble = event.family() + " " + event.subject().key();
            if (event.phase() == AlarmPhase.RAISED) {
                assertThat(open.add(trouble))
                        .as("one alarm at a time: %s", event)
                        .isTrue();
            } else if (event.phase() == AlarmPhase.CLOSED) {
                open.remove(trouble);
            }
        }
        lives(events).forEach((id, life) -> {
            AlarmEvent last = null;
            for (AlarmEvent event : life) {
                assertThat(event.sequence()).isEqualTo(last == null ? 0 : last.sequence() + 1);
                assertThat(event.phase().mayFollow(last == null ? null : last.phase()))
                        .isTrue();
                if (last != null) {
                    assertThat(event.at()).isGreaterThanOrEqualTo(last.at());
                    assertThat(event.tier()).as("no call is taken back").isGreaterThanOrEqualTo(last.tier());
                    assertThat(event.onset()).isEqualTo(last.onset());
                }
                last = event;
            }
        });
    }

    /** What is left alone calls everybody; what is paused or taken on calls again. */
    @ParameterizedTest
    @MethodSource("seeds")
    void everyPauseEndsAndEveryOpenAlarmReachesTheLastTier(long seed) throws Exception {
        List<AlarmEvent> events = run(inputs(new Random(seed)), END, false);
        lives(events).forEach((id, life) -> {
            long acknowledgedAt = Long.MIN_VALUE;
            boolean cleared = false;
            for (AlarmEvent event : life) {
                cleared |= event.phase() == AlarmPhase.CLEARED;
                if (event.phase() == AlarmPhase.ACKNOWLEDGED) {
                    acknowledgedAt = event.at();
                }
            }
            AlarmEvent last = life.get(life.size() - 1);
            if (cleared) {
                return;
            }
            // Hours went by since the last input.
            assertThat(last.phase()).isNotIn(AlarmPhase.ACKNOWLEDGED, AlarmPhase.SILENCED);
            if (last.priority() != Priority.ADVISORY) {
                assertThat(last.tier()).as("%s", life).isEqualTo(4);
            }
            if (acknowledgedAt != Long.MIN_VALUE) {
                long since = acknowledgedAt;
                assertThat(life)
                        .as("it calls again: %s", life)
                        .anyMatch(event -> event.at() >= since
                                && (event.phase() == AlarmPhase.ACK_EXPIRED || event.phase() == AlarmPhase.ESCALATED));
            }
        });
    }

    /** A HIGH finding is heard in the moment in which it is made, however the trouble flapped before. */
    @ParameterizedTest
    @MethodSource("seeds")
    void everyHighFindingIsHeardAtOnce(long seed) throws Exception {
        List<LifeInput> inputs = inputs(new Random(seed));
        List<AlarmEvent> events = run(inputs, END, false);
        for (LifeInput input : inputs) {
            Finding finding = input.finding();
            if (finding == null || finding.priority() != Priority.HIGH) {
                continue;
            }
            List<AlarmEvent> soFar = events.stream()
                    .filter(event -> event.family().equals(finding.family())
                            && event.subject().key().equals(finding.about())
                            && event.at() <= finding.at())
                    .toList();
            assertThat(soFar).as("%s", finding).isNotEmpty();
            AlarmEvent now = soFar.get(soFar.size() - 1);
            boolean holds = now.priority() == Priority.HIGH
                    && now.phase() != AlarmPhase.CLEARED
                    && now.phase() != AlarmPhase.CLOSED;
            // Unless somebody or something ended it in this very instant.
            assertThat(holds
                            || soFar.stream()
                                    .filter(event -> event.at() == finding.at())
                                    .anyMatch(event -> event.phase() == AlarmPhase.DEESCALATED
                                            || event.phase() == AlarmPhase.CLEARED))
                    .as("%s %s", finding, soFar)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anAcknowledgementNeverClears(long seed) throws Exception {
        List<AlarmEvent> events = run(inputs(new Random(seed)), END, false);
        for (int i = 1; i < events.size(); i++) {
            if (events.get(i).phase() == AlarmPhase.CLEARED && events.get(i).by() != null) {
                assertThat(events.get(i).reason()).as("only a discharge").isEqualTo(StaffActions.DISCHARGED);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aReplayInAnotherOrderWithAnotherClockSaysTheSame(long seed) throws Exception {
        Random random = new Random(seed);
        List<LifeInput> inputs = inputs(random);
        List<AlarmEvent> events = run(inputs, END, false);
        Collections.shuffle(inputs, random);
        assertThat(run(inputs, 61_700, false)).isEqualTo(events);
    }
}
