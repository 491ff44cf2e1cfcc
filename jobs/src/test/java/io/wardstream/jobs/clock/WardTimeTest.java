package io.wardstream.jobs.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WardTimeTest {

    @Test
    void isTheWallClockAtSpeedOne() {
        assertThat(WardTime.REAL.atWallMs(1_795_240_800_123L)).isEqualTo(1_795_240_800_123L);
        assertThat(WardTime.REAL.toWallMs(2_000)).isEqualTo(2_000);
    }

    @Test
    void livesFasterFromItsAnchorOn() {
        WardTime time = new WardTime(1_000_000, 5_000, 10);
        assertThat(time.atWallMs(1_000_000)).isEqualTo(5_000);
        assertThat(time.atWallMs(1_000_250)).isEqualTo(7_500);
        assertThat(time.atWallMs(999_900)).isEqualTo(4_000);
        assertThat(time.toWallMs(2_500)).isEqualTo(250);
    }

    @Test
    void wasWhatTheEventsSayInARecordedPast() {
        assertThat(WallClock.recorded().nowMs(4_711)).isEqualTo(4_711);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN})
    void refusesASpeedThatIsNone(double speed) {
        assertThatThrownBy(() -> new WardTime(0, 0, speed)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void measuresSpansOfTheMachinesTime() {
        assertThat(new WardTime(0, 0, 4).spanMs(2_000)).isEqualTo(8_000);
        assertThat(WallClock.system().spanMs(2_000)).isEqualTo(2_000);
    }
}
