package io.wardstream.jobs.safety.infusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Points are kept to a tenth of a second and of a gram, in shorts: 54 minutes and 3.2 kg from their base. */
class TrackTest {

    private static final int MOST = 14;

    private final Track track = new Track();

    private void add(int points, double everyS, double byG) {
        for (int i = 0; i < points; i++) {
            track.add(TestLine.ms(i * everyS), 3_000 + i * byG, MOST);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "5, 15, -1, 5",
        "14, 15, -1, 14",
        "15, 15, -1, 14",
        "100, 15, -1.5, 14",
        "40, 150, -20, 14",
        "40, 500, -20, 7",
        "60, 15, -200, 14",
        "20, 15, -500, 7"
    })
    void keepsTheNewestPointsThatAreNearEnough(int points, double everyS, double byG, int atLeast) {
        add(points, everyS, byG);
        int kept = track.size();
        assertThat(kept).isBetween(atLeast, MOST);
        for (int i = 0; i < kept; i++) {
            int index = points - kept + i;
            assertThat(track.at(i)).isEqualTo(TestLine.ms(index * everyS));
            assertThat(track.massG(i)).isCloseTo(3_000 + index * byG, within(0.06));
        }
    }

    @Test
    void startsAnewWithAPointThatIsFarFromAllOthers() {
        add(5, 15, 0);
        track.add(TestLine.ms(4_000), 3_000, MOST);
        assertThat(track.size()).isEqualTo(1);
        assertThat(track.at(0)).isEqualTo(TestLine.ms(4_000));
        track.add(TestLine.ms(4_015), -400, MOST);
        assertThat(track.size()).isEqualTo(1);
        assertThat(track.massG(0)).isEqualTo(-400);
    }

    @Test
    void forgetsAllButTheNewest() {
        add(10, 15, -1);
        track.keep(3);
        assertThat(track.size()).isEqualTo(3);
        assertThat(track.at(0)).isEqualTo(TestLine.ms(7 * 15));
        track.keep(5);
        assertThat(track.size()).isEqualTo(3);
        track.clear();
        assertThat(track.size()).isZero();
    }

    @Test
    void movesAllItsPoints() {
        add(3, 15, -1);
        track.shift(60);
        assertThat(track.massG(0)).isCloseTo(3_060, within(0.01));
        assertThat(track.massG(2)).isCloseTo(3_058, within(0.01));
    }
}
