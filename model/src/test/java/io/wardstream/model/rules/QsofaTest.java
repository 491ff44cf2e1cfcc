package io.wardstream.model.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.model.Acvpu;
import io.wardstream.model.rules.Qsofa.Result;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QsofaTest {

    /** One unit on either side of each criterion, and where rounding decides. */
    @ParameterizedTest
    @CsvSource({
        "21,101,false,0",
        "22,101,false,1",
        "21.4,101,false,0",
        "21.5,101,false,1",
        "23,101,false,1",
        "21,100,false,1",
        "21,100.4,false,1",
        "21,100.5,false,0",
        "21,99,false,1",
        "21,101,true,1",
        "22,100,false,2",
        "22,100,true,3"
    })
    void countsWhatIsMet(double rr, double sys, boolean altered, int met) {
        Result result = Qsofa.score(rr, sys, altered);
        assertThat(result.min()).isEqualTo(met);
        assertThat(result.max()).isEqualTo(met);
        assertThat(result.missing()).isEmpty();
        assertThat(result.highRisk()).isEqualTo(met >= 2);
        assertThat(result.possiblyHighRisk()).isEqualTo(met >= 2);
    }

    @Test
    void saysWhatIsUnknownAndCountsItOnlyAsPossible() {
        Result result = Qsofa.score(22.0, 120.0, null);
        assertThat(result).isEqualTo(new Result(1, 2, List.of("mentation"), true, false, null));
        assertThat(result.highRisk()).isFalse();
        assertThat(result.possiblyHighRisk()).isTrue();
        assertThat(Qsofa.score(null, null, null))
                .isEqualTo(new Result(0, 3, List.of("rr", "sys", "mentation"), null, null, null));
        assertThat(Qsofa.score(null, 100.0, true).highRisk()).isTrue();
    }

    @Test
    void takesEverythingButAlertForAltered() {
        assertThat(Qsofa.altered(null)).isNull();
        assertThat(Qsofa.altered(Acvpu.ALERT)).isFalse();
        for (Acvpu each : List.of(Acvpu.CONFUSION, Acvpu.VOICE, Acvpu.PAIN, Acvpu.UNRESPONSIVE)) {
            assertThat(Qsofa.altered(each)).as(each.name()).isTrue();
        }
    }

    /** The openEHR cases say only whether a criterion is met: each is given here at its edge. */
    @TestFactory
    List<DynamicTest> agreesWithThePublishedCases() throws IOException {
        List<GdlCase> first = GdlCase.read("qSOFA.v1.test.yml");
        List<GdlCase> second = GdlCase.read("Quick_SOFA_guideline.v1.test.yml");
        assertThat(first).hasSize(4);
        assertThat(second).hasSize(2);
        return Stream.concat(first.stream(), second.stream())
                .map(each -> DynamicTest.dynamicTest(each.id(), () -> {
                    Result result = Qsofa.score(
                            each.code("gt0004") == 1 ? 22.0 : 21.0,
                            each.code("gt0005") == 1 ? 100.0 : 101.0,
                            each.code("gt0003") == 1);
                    assertThat(result.min()).isEqualTo(each.points("gt0008"));
                    assertThat(result.max()).isEqualTo(each.points("gt0008"));
                }))
                .toList();
    }
}
