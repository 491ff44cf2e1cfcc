package io.wardstream.sim.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimConfigTest {
    private static final Path DIR = Path.of("state");

    @Test
    void acceptsTheUsualWard() {
        SimConfig config = SimConfig.of(12, 7, DIR);
        assertThat(config.wards()).containsExactly("east", "west");
        assertThat(config.limits()).isEqualTo(WardLimits.DEFAULT);
    }

    @Test
    void namesEverythingThatIsWrongAtOnce() {
        assertThatThrownBy(() -> new SimConfig(
                        0, 1, List.of("a b", "x"), 100, 100, 50, WardLimits.DEFAULT, DIR, 0.5, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("beds is 0; accepted: 1 to 500")
                .hasMessageContaining("wards are")
                .hasMessageContaining("scalePeriodMs is 100")
                .hasMessageContaining("monitorPeriodMs is 100")
                .hasMessageContaining("cuffPeriodMs is 50")
                .hasMessageContaining("duplicateShare is 0.5")
                .hasMessageContaining("malformedShare is NaN");
    }

    @Test
    void takesBedsOnlyWithinItsBounds() {
        assertThatCode(() -> SimConfig.of(1, 7, DIR)).doesNotThrowAnyException();
        assertThatCode(() -> SimConfig.of(500, 7, DIR)).doesNotThrowAnyException();
        assertThatThrownBy(() -> SimConfig.of(501, 7, DIR)).hasMessageContaining("beds is 501");
    }

    @Test
    void refusesTheSameWardTwice() {
        assertThatThrownBy(() -> SimConfig.of(2, 7, DIR).withWards(List.of("east", "east")))
                .hasMessageContaining("different names");
    }

    @Test
    void refusesLimitsUnderWhichTheTruthWouldBeUnclear() {
        assertThatThrownBy(() -> new WardLimits.Infusion(50, 20, 15, 3, 10_000, 60_000, 1_000))
                .hasMessageContaining("sustainedMs is 10000")
                .hasMessageContaining("unattendedMs is 60000");
        assertThatThrownBy(() -> new WardLimits.Vitals(95, 92, 100, 60, 5, 7, 60_000, 300_000, 15_000))
                .hasMessageContaining("spo2LowPct is 95")
                .hasMessageContaining("spo2RecoverPct is 92")
                .hasMessageContaining("hrHighBpm is 100")
                .hasMessageContaining("hrLowBpm is 60");
        assertThatThrownBy(() -> new WardLimits.Silence(1, 1))
                .hasMessageContaining("scaleSilentMs is 1;")
                .hasMessageContaining("monitorSilentMs is 1;");
    }

    @Test
    void isTheSameWorldOnlyUnderTheSameSeedBedsAndLimits() {
        SimConfig config = SimConfig.of(12, 7, DIR);
        assertThat(SimConfig.of(12, 7, Path.of("elsewhere")).withFaults(0, 0).identity())
                .isEqualTo(config.identity());
        assertThat(SimConfig.of(13, 7, DIR).identity()).isNotEqualTo(config.identity());
        assertThat(SimConfig.of(12, 8, DIR).identity()).isNotEqualTo(config.identity());
        assertThat(config.withPeriods(1000, 5000, 60_000).identity()).isNotEqualTo(config.identity());
        WardLimits other = new WardLimits(
                new WardLimits.Infusion(60, 20, 15, 3, 30_000, 120_000, 1_000),
                WardLimits.DEFAULT.vitals(),
                WardLimits.DEFAULT.silence());
        assertThat(config.withLimits(other).identity()).isNotEqualTo(config.identity());
    }

    @Test
    void refusesASpeedThatIsNone() {
        for (double speed : new double[] {0, -1, Double.NaN, 1001}) {
            assertThatThrownBy(() -> WardTime.running(0, speed)).hasMessageContaining("speed is");
        }
    }

    @Test
    void doesNotPrintPasswords() {
        MqttEndpoint endpoint = new MqttEndpoint("localhost", 1883, deviceId -> "secret");
        assertThat(endpoint.toString()).isEqualTo("localhost:1883");
        assertThatThrownBy(() -> new MqttEndpoint(" ", 1883, deviceId -> "secret"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MqttEndpoint("localhost", 0, deviceId -> "secret"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
