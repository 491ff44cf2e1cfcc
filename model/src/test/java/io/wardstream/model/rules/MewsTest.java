package io.wardstream.model.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.model.Acvpu;
import io.wardstream.model.rules.Mews.Observation;
import io.wardstream.model.rules.Mews.Result;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MewsTest {

    /** Each edge of each band, one unit on either side. */
    @ParameterizedTest
    @CsvSource({
        "rr,8,2",
        "rr,9,0",
        "rr,14,0",
        "rr,15,1",
        "rr,20,1",
        "rr,21,2",
        "rr,29,2",
        "rr,30,3",
        "sys,70,3",
        "sys,71,2",
        "sys,80,2",
        "sys,81,1",
        "sys,100,1",
        "sys,101,0",
        "sys,199,0",
        "sys,200,2",
        "hr,39,2",
        "hr,40,2",
        "hr,41,1",
        "hr,50,1",
        "hr,51,0",
        "hr,100,0",
        "hr,101,1",
        "hr,110,1",
        "hr,111,2",
        "hr,129,2",
        "hr,130,3",
        "temp,34.9,2",
        "temp,35.0,0",
        "temp,38.4,0",
        "temp,38.5,2"
    })
    void bandsAtEveryEdge(String parameter, double value, int points) {
        int got = switch (parameter) {
            case "rr" -> Mews.respiration(value);
            case "sys" -> Mews.systolic(value);
            case "hr" -> Mews.heartRate(value);
            case "temp" -> Mews.temperature(value);
            default -> throw new IllegalArgumentException(parameter);
        };
        assertThat(got).isEqualTo(points);
    }

    @ParameterizedTest
    @CsvSource({"ALERT,0", "CONFUSION,1", "VOICE,1", "PAIN,2", "UNRESPONSIVE,3"})
    void scoresConsciousness(Acvpu acvpu, int points) {
        assertThat(Mews.consciousness(acvpu)).isEqualTo(points);
    }

    @Test
    void roundsHalfUpToWhatIsDisplayed() {
        assertThat(Mews.temperature(34.94)).isEqualTo(2);
        assertThat(Mews.temperature(34.95)).isZero();
        assertThat(Mews.temperature(38.44)).isZero();
        assertThat(Mews.temperature(38.45)).isEqualTo(2);
        assertThat(Mews.heartRate(129.4)).isEqualTo(2);
        assertThat(Mews.heartRate(129.5)).isEqualTo(3);
        assertThat(Mews.respiration(8.5)).isZero();
        assertThat(Mews.systolic(70.5)).isEqualTo(2);
    }

    /** The two published cases that people quote: HR 77, SBP 120, T 37, unresponsive, RR 22; then SBP 90 and T 34. */
    @Test
    void agreesWithTheQuotedCases() {
        assertThat(Mews.score(new Observation(22.0, 120.0, 77.0, 37.0, Acvpu.UNRESPONSIVE)))
                .isEqualTo(new Result(5, 5, 5, List.of(), new Mews.Parts(2, 0, 0, 0, 3)));
        assertThat(Mews.score(new Observation(22.0, 90.0, 77.0, 34.0, Acvpu.UNRESPONSIVE)))
                .isEqualTo(new Result(8, 8, 8, List.of(), new Mews.Parts(2, 1, 0, 2, 3)));
    }

    @Test
    void hasFourteenPointsAtMost() {
        Result worst = Mews.score(new Observation(40.0, 60.0, 150.0, 40.0, Acvpu.UNRESPONSIVE));
        assertThat(worst.total()).isEqualTo(14);
        Result nothingKnown = Mews.score(new Observation(null, null, null, null, null));
        assertThat(nothingKnown.total()).isNull();
        assertThat(nothingKnown.min()).isZero();
        assertThat(nothingKnown.max()).isEqualTo(14);
        assertThat(nothingKnown.missing()).containsExactly("rr", "sys", "hr", "temp", "acvpu");
    }

    @ParameterizedTest
    @CsvSource({"rr,1,4", "sys,4,7", "hr,4,7", "temp,4,6"})
    void hasNoTotalWhileAMeasuredVitalIsUnknown(String unknown, int min, int max) {
        Result result = Mews.score(new Observation(
                unknown.equals("rr") ? null : 35.0,
                unknown.equals("sys") ? null : 120.0,
                unknown.equals("hr") ? null : 80.0,
                unknown.equals("temp") ? null : 37.0,
                Acvpu.VOICE));
        assertThat(result.total()).isNull();
        assertThat(result.missing()).containsExactly(unknown);
        assertThat(result.min()).isEqualTo(min);
        assertThat(result.max()).isEqualTo(max);
    }

    @Test
    void assumesAnAlertPatientAndSaysSo() {
        Result result = Mews.score(new Observation(12.0, 120.0, 80.0, 37.0, null));
        assertThat(result.total()).isZero();
        assertThat(result.max()).isEqualTo(3);
        assertThat(result.missing()).containsExactly("acvpu");
        assertThat(result.parts().acvpu()).isNull();
    }

    /**
     * The openEHR cases. They take what is not set for normal, so their total is our least; the later guideline counts urine
     * besides, which the publication does not know.
     */
    @TestFactory
    List<DynamicTest> agreesWithThePublishedCases() throws IOException {
        List<GdlCase> first = GdlCase.read("MEWS.v1.1.test.yml");
        List<GdlCase> second = GdlCase.read("MEWS.v1.2.test.yml");
        assertThat(first).hasSize(6);
        assertThat(second).hasSize(7);
        return Stream.concat(
                        first.stream()
                                .map(each -> DynamicTest.dynamicTest(
                                        "1.1 " + each.id(),
                                        () -> check(
                                                each,
                                                new String[] {"gt0013", "gt0009", "gt0015", "gt0010", "gt0011"},
                                                new String[] {"gt0016", "gt0018", "gt0017", "gt0019", "gt0020"},
                                                each.points("gt0022")))),
                        second.stream()
                                .map(each -> DynamicTest.dynamicTest(
                                        "1.2 " + each.id(),
                                        () -> check(
                                                each,
                                                new String[] {"gt0011", "gt0015", "gt0013", "gt0017", "gt0019"},
                                                new String[] {"gt0003", "gt0005", "gt0004", "gt0006", "gt0007"},
                                                each.points("gt0009") - each.points("gt0008")))))
                .toList();
    }

    private static void check(GdlCase each, String[] in, String[] out, int total) {
        Result result = Mews.score(new Observation(
                each.number(in[0]),
                each.number(in[1]),
                each.number(in[2]),
                each.number(in[3]),
                acvpu(each.term(in[4]))));
        assertThat(result.min()).isEqualTo(total);
        Integer[] parts = {
            result.parts().rr(),
            result.parts().sys(),
            result.parts().hr(),
            result.parts().temp(),
            result.parts().acvpu()
        };
        for (int i = 0; i < parts.length; i++) {
            Integer part = parts[i];
            assertThat(part == null ? 0 : part).as(out[i]).isEqualTo(each.points(out[i]));
        }
        if (result.missing().isEmpty()) {
            assertThat(result.total()).isEqualTo(total);
        }
    }

    private static Acvpu acvpu(String term) {
        return switch (term) {
            case "at0005" -> Acvpu.ALERT;
            case "at0006" -> Acvpu.VOICE;
            case "at0007" -> Acvpu.PAIN;
            case "at0008" -> Acvpu.UNRESPONSIVE;
            default -> throw new IllegalArgumentException(term);
        };
    }
}
