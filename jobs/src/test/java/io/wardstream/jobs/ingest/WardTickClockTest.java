package io.wardstream.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.jobs.clock.WardTime;
import org.junit.jupiter.api.Test;

class WardTickClockTest {

    @Test
    void showsTheTimeOfTheWardAndNotOfTheWall() {
        // At this speed no wall clock gets anywhere.
        assertThat(new WardTickClock(new WardTime(0, 5_000, 1e-15)).nowMs()).isEqualTo(5_000);
    }

    @Test
    void neverGoesBack() {
        WardTickClock clock = new WardTickClock(new WardTime(1_795_240_800_000L, 0, 1_000));
        long before = clock.nowMs();
        for (int i = 0; i < 10_000; i++) {
            long now = clock.nowMs();
            assertThat(now).isGreaterThanOrEqualTo(before);
            before = now;
        }
    }
}
