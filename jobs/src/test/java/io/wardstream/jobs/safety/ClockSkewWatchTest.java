package io.wardstream.jobs.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.cep.SettingsView;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import io.wardstream.model.VitalsReading;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClockSkewWatchTest {

    private final ClockSkewState state = new ClockSkewState();
    private final List<Sign> signs = new ArrayList<>();
    private static final long START = 1_000_000_000_000L;

    private long at = START;

    private void message(Long aheadMs, long listeningSince) {
        at += 5_000;
        BedsideEvent event = new BedsideEvent(
                "monitor-1",
                "b",
                at,
                at,
                aheadMs == null ? null : Long.valueOf(at + aheadMs),
                "icu",
                "b1",
                null,
                "p1",
                null,
                VitalsReading.NONE.withSpo2Pct(97.0),
                null,
                null,
                null,
                null);
        Sign sign = ClockSkewWatch.look(state, event, SettingsView.DEFAULTS, listeningSince);
        if (sign != null) {
            signs.add(sign);
        }
    }

    private void messages(int times, long aheadMs) {
        for (int i = 0; i < times; i++) {
            message(aheadMs, 0);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {30_001, -30_001, 86_400_000, -86_400_000})
    void saysThatAClockIsOffAndThatItIsRightAgain(long aheadMs) {
        messages(2, aheadMs);
        assertThat(signs).isEmpty();
        messages(5, aheadMs);
        assertThat(signs).singleElement().satisfies(sign -> {
            assertThat(sign.kind()).isEqualTo(SignKind.CLOCK_SKEWED);
            assertThat(sign.value()).isEqualTo(aheadMs / 1000.0);
            assertThat(sign.since()).isEqualTo(START + 5_000);
        });
        messages(20, 10_001);
        assertThat(signs).hasSize(1);
        messages(3, 10_000);
        assertThat(signs).last().satisfies(sign -> {
            assertThat(sign.kind()).isEqualTo(SignKind.CLOCK_IN_STEP);
            assertThat(sign.since()).isEqualTo(START + 5_000);
        });
    }

    @Test
    void letsAClockBeThatIsNearlyRightOrOffOnceInAWhile() {
        messages(50, 30_000);
        for (int i = 0; i < 20; i++) {
            messages(2, 60_000);
            messages(1, 0);
        }
        assertThat(signs).isEmpty();
    }

    @Test
    void doesNotBlameTheClockForWhatWaitedAtTheBroker() {
        for (int i = 0; i < 10; i++) {
            message(600_000L, at + 10_000);
        }
        assertThat(signs).isEmpty();
    }

    @Test
    void hasNothingToSayOfADeviceWithoutAClock() {
        for (int i = 0; i < 10; i++) {
            message(null, 0);
        }
        assertThat(signs).isEmpty();
    }
}
