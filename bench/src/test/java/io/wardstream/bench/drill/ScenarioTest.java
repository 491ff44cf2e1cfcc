package io.wardstream.bench.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.bench.broker.BrokerKind;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a seed makes. */
class ScenarioTest {

    @Test
    void isTheSameForTheSameSeed() {
        for (long seed = -50; seed < 50; seed++) {
            assertThat(Scenario.of(seed)).isEqualTo(Scenario.of(seed));
        }
        assertThat(Scenario.of(4).ratePerSecond()).isNotEqualTo(Scenario.of(5).ratePerSecond());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 7, -30, 1_000_000_007L, Long.MAX_VALUE - 30})
    void meetsEveryFaultOnEveryBrokerIn24SeedsInARow(long first) {
        Set<String> met = new HashSet<>();
        for (long seed = first; seed < first + 24; seed++) {
            Scenario scenario = Scenario.of(seed);
            met.add(scenario.fault() + " " + scenario.broker());
        }
        assertThat(met).hasSize(Fault.values().length * BrokerKind.values().length);
    }

    @Test
    void staysWithinWhatTheMachineAndTheFaultNeed() {
        for (long seed = 0; seed < 500; seed++) {
            for (Fault fault : Fault.values()) {
                Scenario scenario = Scenario.of(seed, fault, BrokerKind.ARTEMIS);
                assertThat(scenario.filters()).isBetween(1, 4);
                assertThat(scenario.parallelism()).isBetween(1, scenario.filters());
                assertThat(scenario.ratePerSecond()).isBetween(200, 600);
                assertThat(scenario.devices()).isGreaterThanOrEqualTo(scenario.filters());
                assertThat(scenario.momentMs())
                        .as("the fault comes while devices speak")
                        .isLessThan(scenario.publishMs() - 1_000);
                assertThat(scenario.receiveMaximum()).isBetween(1, 65_534);
            }
            Scenario rescale = Scenario.of(seed, Fault.RESCALE, BrokerKind.ARTEMIS);
            assertThat(rescale.filters()).isEqualTo(4);
            assertThat(rescale.parallelism()).isEqualTo(1);
            Scenario window = Scenario.of(seed, Fault.WINDOW_EXHAUSTED, BrokerKind.ARTEMIS);
            assertThat(window.receiveMaximum() * window.filters())
                    .as("the windows are too small for what comes in an interval")
                    .isLessThan(window.ratePerSecond() * Scenario.CHECKPOINT_MS / 1_000);
            assertThat(Scenario.of(seed, Fault.ABORTED_CHECKPOINTS, BrokerKind.ARTEMIS)
                            .abortedCheckpoints())
                    .isPositive();
        }
    }

    @Test
    void sendsEachDeviceToAFilterOfItsOwnRun() {
        Scenario scenario = Scenario.of(5, Fault.RESCALE, BrokerKind.MOSQUITTO);
        assertThat(scenario.topicFilters()).containsExactly("drill/5/0/#", "drill/5/1/#", "drill/5/2/#", "drill/5/3/#");
        assertThat(scenario.topic(6)).isEqualTo("drill/5/2/d6");
    }
}
