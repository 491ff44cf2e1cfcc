package io.wardstream.bench.race;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TallyTest {

    @Test
    void isDoneWithTheLastOfAll() {
        Tally tally = Tally.begin(3, 0);
        tally.handedOn(0, System.currentTimeMillis());
        tally.handedOn(0, System.currentTimeMillis());
        assertThat(tally.isDone()).isFalse();
        tally.handedOn(0, System.currentTimeMillis());
        assertThat(tally.isDone()).isTrue();
        assertThat(tally.received()).isEqualTo(3);
    }

    @Test
    void countsTheTimeThatTheFirstOneTookToBeHandedOn() {
        Tally tally = Tally.begin(1, 0);
        tally.handedOn(0, System.currentTimeMillis() - 5_000);
        assertThat(tally.elapsedNanos()).isGreaterThanOrEqualTo(5_000_000_000L);
    }

    @Test
    void keepsLatenciesOnlyWhileItIsToldToAndHasRoom() {
        Tally tally = Tally.begin(Long.MAX_VALUE, 2);
        tally.handedOn(System.nanoTime(), System.currentTimeMillis());
        assertThat(tally.sincePublish()).isEmpty();
        tally.sample(true);
        for (int i = 0; i < 5; i++) {
            tally.handedOn(System.nanoTime() - 1_000_000, System.currentTimeMillis() - 10);
        }
        assertThat(tally.sincePublish()).hasSize(2);
        assertThat(tally.sincePublish()[0]).isGreaterThanOrEqualTo(1_000_000);
        assertThat(tally.sinceReceipt()).hasSize(2).isSorted();
        assertThat(tally.sinceReceipt()[0]).isGreaterThanOrEqualTo(10_000_000);
    }

    @Test
    void carriesANumberInItsMessages() {
        assertThat(Load.payload(42)).hasSize(Load.PAYLOAD_BYTES);
        assertThat(Load.number(Load.payload(-7))).isEqualTo(-7);
        assertThat(Load.topic(0)).isEqualTo(Load.topic(Load.TOPICS)).isNotEqualTo(Load.topic(1));
    }
}
