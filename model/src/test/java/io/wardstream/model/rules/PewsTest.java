package io.wardstream.model.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.model.rules.Pews.AgeBand;
import io.wardstream.model.rules.Pews.Reason;
import io.wardstream.model.rules.Pews.Result.NotComputed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PewsTest {

    @ParameterizedTest
    @CsvSource({
        "0,MONTHS_0_TO_11",
        "0.99,MONTHS_0_TO_11",
        "1,YEARS_1_TO_4",
        "4.99,YEARS_1_TO_4",
        "5,YEARS_5_TO_12",
        "12.99,YEARS_5_TO_12",
        "13,YEARS_13_AND_MORE",
        "15.99,YEARS_13_AND_MORE"
    })
    void choosesTheChartAndComputesNothing(double ageYears, AgeBand band) {
        assertThat(Pews.score(ageYears)).isEqualTo(new NotComputed(Reason.NO_TABLE, band));
    }

    @Test
    void choosesNoChartForAnUnknownAge() {
        for (Double unknown : new Double[] {null, -0.1, Double.NaN}) {
            assertThat(Pews.score(unknown)).isEqualTo(new NotComputed(Reason.AGE_UNKNOWN, null));
        }
        assertThat(Reason.AGE_UNKNOWN.sentence()).contains("age");
        assertThat(Reason.NO_TABLE.sentence()).contains("no table");
    }
}
