package io.wardstream.model.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.model.SharedData;
import io.wardstream.model.rules.News2.Acvpu;
import io.wardstream.model.rules.News2.Observation;
import io.wardstream.model.rules.News2.Result;
import io.wardstream.model.rules.News2.Spo2Scale;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The openEHR GDL test cases for NEWS2. Their inputs and points are used, not their label texts: the labels of scale 2
 * for 93 to 96 % on oxygen are transposed there.
 */
class News2GdlVectorsTest {

    @TestFactory
    @SuppressWarnings("unchecked")
    List<DynamicTest> agreesWithThePublishedCases() throws IOException {
        String yaml = Files.readString(SharedData.require("news2_gdl/NEWS2.v1.test.yml"));
        Map<String, Object> root =
                (Map<String, Object>) new Load(LoadSettings.builder().build()).loadFromString(yaml);
        List<DynamicTest> tests = new ArrayList<>();
        for (Map<String, Object> testCase : (List<Map<String, Object>>) root.get("test_cases")) {
            Map<String, Object> in = ((Map<Integer, Map<String, Object>>) testCase.get("input")).get(1);
            Map<String, Object> out = ((Map<Integer, Map<String, Object>>) testCase.get("expected_output")).get(1);
            tests.add(DynamicTest.dynamicTest(testCase.get("id").toString(), () -> check(in, out)));
        }
        assertThat(tests).hasSize(19);
        return tests;
    }

    private static void check(Map<String, Object> in, Map<String, Object> out) {
        boolean alert = code(in, "gt0017") == 0;
        Result result = News2.score(new Observation(
                number(in, "gt0015"),
                number(in, "gt0007"),
                code(in, "gt0016") != 0,
                number(in, "gt0005"),
                number(in, "gt0009"),
                alert ? Acvpu.ALERT : Acvpu.VOICE,
                number(in, "gt0011"),
                code(in, "gt0013") == 0 ? Spo2Scale.SCALE_1 : Spo2Scale.SCALE_2));
        assertThat(result.total()).isEqualTo(code(out, "gt0019"));
        assertThat(result.parts().hr()).isEqualTo(code(out, "gt0027"));
        assertThat(result.parts().temp()).isEqualTo(code(out, "gt0029"));
        assertThat(result.parts().sys()).isEqualTo(code(out, "gt0028"));
        assertThat(result.parts().rr()).isEqualTo(code(out, "gt0025"));
        assertThat(result.parts().spo2()).isEqualTo(code(out, "gt0026"));
    }

    /** {@code "gt0005|Systolic BP": "111,mm[Hg]"} gives 111. */
    private static double number(Map<String, Object> values, String code) {
        return Double.parseDouble(value(values, code).split("[,|]")[0]);
    }

    /** {@code "gt0016|Supplemental oxygen": "0|local::at0018|Room air|"} gives 0. */
    private static int code(Map<String, Object> values, String code) {
        return Integer.parseInt(value(values, code).split("[,|]")[0]);
    }

    private static String value(Map<String, Object> values, String code) {
        return values.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(code + "|"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(code + " is not in the case"))
                .getValue()
                .toString();
    }
}
