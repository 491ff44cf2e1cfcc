package io.wardstream.connectors.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class MonotonicTickClockTest {

    private long wallMs = 1_000_000;
    private long nanos = 77;
    private final MonotonicTickClock clock = new MonotonicTickClock(() -> wallMs, () -> nanos);

    private long after(long ms) {
        wallMs += ms;
        nanos += ms * 1_000_000;
        return clock.nowMs();
    }

    @Test
    void startsAtTheWallClockAndGoesOnWithIt() {
        assertThat(clock.nowMs()).isEqualTo(1_000_000);
        assertThat(after(100)).isEqualTo(1_000_100);
        assertThat(after(3_600_000)).isEqualTo(4_600_100);
    }

    @Test
    void doesNotJumpWithTheWallClock() {
        clock.nowMs();
        after(1_000);
        wallMs += 10_000;
        assertThat(after(1_000)).isCloseTo(1_002_000, within(2L));
        wallMs -= 20_000;
        assertThat(after(1_000)).isCloseTo(1_003_000, within(2L));
    }

    @Test
    void isDrawnTowardsTheWallClockAtHalfAMillisecondASecond() {
        clock.nowMs();
        wallMs += 10_000;
        for (int i = 0; i < 36_000; i++) {
            after(100);
        }
        // An hour at 500 µs a second: 1.8 s of the 10 s.
        assertThat(clock.nowMs()).isCloseTo(1_000_000 + 3_600_000 + 1_800, within(5L));
    }

    @Test
    void neverGoesBack() {
        long last = clock.nowMs();
        for (int i = 0; i < 1_000; i++) {
            wallMs -= 50;
            nanos += 100_000;
            long now = clock.nowMs();
            assertThat(now).isGreaterThanOrEqualTo(last);
            last = now;
        }
    }

    @Test
    void beginsAnewOnAnotherMachine() throws Exception {
        clock.nowMs();
        MonotonicTickClock copy =
                InstantiationUtil.clone(new MonotonicTickClock(), getClass().getClassLoader());
        assertThat(copy.nowMs()).isCloseTo(System.currentTimeMillis(), within(1_000L));
    }
}
