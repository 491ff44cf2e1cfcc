package io.wardstream.model.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.model.Acvpu;
import io.wardstream.model.rules.News2.Observation;
import io.wardstream.model.rules.News2.Result;
import io.wardstream.model.rules.News2.Spo2Scale;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The openEHR GDL test cases for NEWS2. Their inputs and points are used, not their label texts: the labels of scale 2
 * for 93 to 96 % on oxygen are transposed there.
 */
class News2GdlVectorsTest {

    @TestFactory
    List<DynamicTest> agreesWithThePublishedCases() throws IOException {
        List<GdlCase> cases = GdlCase.read("NEWS2.v1.test.yml");
        assertThat(cases).hasSize(19);
        return cases.stream()
                .map(each -> DynamicTest.dynamicTest(each.id(), () -> check(each)))
                .toList();
    }

    private static void check(GdlCase each) {
        boolean alert = each.code("gt0017") == 0;
        Result result = News2.score(new Observation(
                each.number("gt0015"),
                each.number("gt0007"),
                each.code("gt0016") != 0,
                each.number("gt0005"),
                each.number("gt0009"),
                alert ? Acvpu.ALERT : Acvpu.VOICE,
                each.number("gt0011"),
                each.code("gt0013") == 0 ? Spo2Scale.SCALE_1 : Spo2Scale.SCALE_2));
        assertThat(result.total()).isEqualTo(each.points("gt0019"));
        assertThat(result.parts().hr()).isEqualTo(each.points("gt0027"));
        assertThat(result.parts().temp()).isEqualTo(each.points("gt0029"));
        assertThat(result.parts().sys()).isEqualTo(each.points("gt0028"));
        assertThat(result.parts().rr()).isEqualTo(each.points("gt0025"));
        assertThat(result.parts().spo2()).isEqualTo(each.points("gt0026"));
    }
}
