package io.wardstream.bench.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StatisticsTest {

    @Test
    void takesTheMiddleOneWhateverTheOrder() {
        assertThat(Statistics.median(3, 1, 2)).isEqualTo(2);
        assertThat(Statistics.median(7)).isEqualTo(7);
    }

    @Test
    void takesTheMeanOfTheTwoInTheMiddle() {
        assertThat(Statistics.median(4, 1, 2, 100)).isEqualTo(3);
    }

    @Test
    void leavesItsArgumentsAsTheyAre() {
        double[] values = {3, 1, 2};
        double unused = Statistics.median(values);
        assertThat(values).containsExactly(3, 1, 2);
    }

    @Test
    void findsTheValueThatAShareDoesNotExceed() {
        long[] hundred = new long[100];
        for (int i = 0; i < hundred.length; i++) {
            hundred[i] = i + 1L;
        }
        assertThat(Statistics.percentile(hundred, 0.5)).isEqualTo(50);
        assertThat(Statistics.percentile(hundred, 0.99)).isEqualTo(99);
        assertThat(Statistics.percentile(hundred, 1)).isEqualTo(100);
        assertThat(Statistics.percentile(hundred, 0)).isEqualTo(1);
        assertThat(Statistics.percentile(new long[] {5}, 0.99)).isEqualTo(5);
    }

    @Test
    void saysThatNothingHasNoMiddle() {
        assertThatThrownBy(Statistics::median).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Statistics.percentile(new long[0], 0.5)).isInstanceOf(IllegalArgumentException.class);
    }
}
