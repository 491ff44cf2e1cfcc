package io.wardstream.bench.scoreboard.vitals;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The board's own chart, at the edges of its bands (clinical document, 1.4 B). */
class ChartTest {

    @ParameterizedTest
    @CsvSource({
        "RR, 8, 3",
        "RR, 8.5, 1",
        "RR, 11, 1",
        "RR, 12, 0",
        "RR, 20, 0",
        "RR, 21, 2",
        "RR, 24, 2",
        "RR, 25, 3",
        "SPO2, 91, 3",
        "SPO2, 92, 2",
        "SPO2, 93, 2",
        "SPO2, 94, 1",
        "SPO2, 95, 1",
        "SPO2, 96, 0",
        "SYS, 90, 3",
        "SYS, 91, 2",
        "SYS, 100, 2",
        "SYS, 101, 1",
        "SYS, 110, 1",
        "SYS, 111, 0",
        "SYS, 219, 0",
        "SYS, 220, 3",
        "HR, 40, 3",
        "HR, 41, 1",
        "HR, 50, 1",
        "HR, 51, 0",
        "HR, 90, 0",
        "HR, 90.5, 1",
        "HR, 110, 1",
        "HR, 111, 2",
        "HR, 130, 2",
        "HR, 131, 3",
        "TEMP, 35.0, 3",
        "TEMP, 35.1, 1",
        "TEMP, 36.04, 1",
        "TEMP, 36.1, 0",
        "TEMP, 38.0, 0",
        "TEMP, 38.1, 1",
        "TEMP, 39.0, 1",
        "TEMP, 39.1, 2"
    })
    void scoresAsTheChart(Vital vital, double value, int points) {
        assertThat(Chart.points(vital, value, false, false)).isEqualTo(points);
    }

    @ParameterizedTest
    @CsvSource({
        "83, false, 3",
        "84, false, 2",
        "86, true, 1",
        "88, true, 0",
        "92, true, 0",
        "93, true, 1",
        "95, true, 2",
        "97, true, 3",
        "97, false, 0",
        "93, false, 0"
    })
    void knowsTheSecondScaleOfSaturation(double value, boolean oxygen, int points) {
        assertThat(Chart.points(Vital.SPO2, value, true, oxygen)).isEqualTo(points);
    }

    @ParameterizedTest
    @CsvSource({"HR, 85, 95, 0, 1", "RR, 7, 22, 0, 3", "SPO2, 91.4, 91.6, 2, 3"})
    void knowsTheLeastAndTheMostInBetween(Vital vital, double from, double to, int least, int most) {
        assertThat(Chart.least(vital, from, to, false, false)).isEqualTo(least);
        assertThat(Chart.most(vital, from, to, false, false)).isEqualTo(most);
    }
}
