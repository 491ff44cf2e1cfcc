package io.wardstream.connectors.mqtt.source.reader;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FlapWatchTest {

    private static final long SECOND = 1_000_000_000L;

    private final FlapWatch watch = new FlapWatch();
    private long now;

    private boolean livesFor(long seconds) {
        watch.live(now);
        now += seconds * SECOND;
        return watch.lost(now);
    }

    @Test
    void concludesATakeoverFromShortConnectionsInARow() {
        for (int i = 1; i < FlapWatch.LIMIT; i++) {
            assertThat(livesFor(1)).isFalse();
        }
        assertThat(livesFor(1)).isTrue();
    }

    @Test
    void isPatientWithConnectionsThatLast() {
        for (int i = 0; i < 20; i++) {
            assertThat(livesFor(i % 3 == 0 ? 60 : 1)).isFalse();
        }
    }
}
