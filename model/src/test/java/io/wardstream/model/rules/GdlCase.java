package io.wardstream.model.rules;

import io.wardstream.model.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * One of the openEHR GDL test cases beside the project: inputs and points by their code. Their label texts are not used.
 */
record GdlCase(String id, Map<String, Object> in, Map<String, Object> out) {

    /** The cases of a file under {@code news2_gdl}; the test is skipped if it is absent. */
    @SuppressWarnings("unchecked")
    static List<GdlCase> read(String file) throws IOException {
        String yaml = Files.readString(SharedData.require("news2_gdl/" + file));
        Map<String, Object> root =
                (Map<String, Object>) new Load(LoadSettings.builder().build()).loadFromString(yaml);
        List<GdlCase> cases = new ArrayList<>();
        for (Map<String, Object> each : (List<Map<String, Object>>) root.get("test_cases")) {
            cases.add(new GdlCase(
                    each.get("id").toString(),
                    ((Map<Integer, Map<String, Object>>) each.get("input")).get(1),
                    ((Map<Integer, Map<String, Object>>) each.get("expected_output")).get(1)));
        }
        return cases;
    }

    /** {@code "gt0005|Systolic BP": "111,mm[Hg]"} gives 111; null if the case does not say. */
    @Nullable
    Double number(String code) {
        String value = value(in, code);
        return value == null ? null : Double.valueOf(value.split("[,|]")[0]);
    }

    /** {@code "gt0016|Supplemental oxygen": "0|local::at0018|Room air|"} gives 0. */
    int code(String code) {
        return whole(in, code);
    }

    /** {@code "gt0011|AVPU": "local::at0008|Unresponsive|"} gives {@code at0008}; null if the case does not say. */
    @Nullable
    String term(String code) {
        String value = value(in, code);
        return value == null ? null : value.split("\\|")[0].replace("local::", "");
    }

    /** The points of an output; 0 if the case does not name it. */
    int points(String code) {
        return value(out, code) == null ? 0 : whole(out, code);
    }

    private static int whole(Map<String, Object> values, String code) {
        String value = value(values, code);
        if (value == null) {
            throw new IllegalStateException(code + " is not in the case");
        }
        return Integer.parseInt(value.split("[,|]")[0]);
    }

    private static @Nullable String value(Map<String, Object> values, String code) {
        return values.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(code + "|"))
                .map(entry -> entry.getValue().toString())
                .findFirst()
                .orElse(null);
    }
}
