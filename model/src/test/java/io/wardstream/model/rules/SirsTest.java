package io.wardstream.model.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.model.rules.Sirs.Result;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SirsTest {

    /** One unit on either side of each criterion, and where rounding decides. */
    @ParameterizedTest
    @CsvSource({
        "37.0,80,16,0",
        "38.0,80,16,0",
        "38.04,80,16,0",
        "38.05,80,16,1",
        "38.1,80,16,1",
        "36.0,80,16,0",
        "35.95,80,16,0",
        "35.94,80,16,1",
        "35.9,80,16,1",
        "37.0,90,16,0",
        "37.0,90.4,16,0",
        "37.0,90.5,16,1",
        "37.0,91,16,1",
        "37.0,80,20,0",
        "37.0,80,20.4,0",
        "37.0,80,20.5,1",
        "37.0,80,21,1",
        "38.1,91,16,2",
        "38.1,91,21,3"
    })
    void countsWhatIsMetAndSaysThatTheWhiteCellsAreUnknown(double temp, double hr, double rr, int met) {
        Result result = Sirs.score(temp, hr, rr);
        assertThat(result.min()).isEqualTo(met);
        assertThat(result.max()).isEqualTo(met + 1);
        assertThat(result.missing()).containsExactly("wbc");
        assertThat(result.met()).isEqualTo(met >= 2);
    }

    @Test
    void saysWhatIsUnknownAndCountsItOnlyAsPossible() {
        assertThat(Sirs.score(null, 100.0, null))
                .isEqualTo(new Result(1, 4, List.of("temp", "rr", "wbc"), null, true, null));
        assertThat(Sirs.score(39.0, null, 12.0)).isEqualTo(new Result(1, 3, List.of("hr", "wbc"), true, null, false));
    }
}
