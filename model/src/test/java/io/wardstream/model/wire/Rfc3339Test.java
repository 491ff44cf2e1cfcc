package io.wardstream.model.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wardstream.model.SharedData;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Rfc3339Test {

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T06:00:00.250Z,1795240800250",
        "1970-01-01T00:00:00Z,0",
        "1969-12-31T23:59:59.999Z,-1",
        "2026-11-21T07:30:00.25+01:30,1795240800250",
        "2026-11-20T23:00:00.2509999-07:00,1795240800250",
        "1998-12-31T23:59:60Z,915148799999",
        "2024-02-29t00:00:00z,1709164800000",
    })
    void readsTimes(String text, long epochMs) {
        assertThat(Rfc3339.parse(text)).hasValue(epochMs);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T06:00:00.250",
        "2026-11-21 06:00:00Z",
        "2026-02-30T06:00:00Z",
        "2023-02-29T06:00:00Z",
        "2026-13-01T06:00:00Z",
        "2026-11-21T24:00:00Z",
        "2026-11-21T23:58:60Z",
        "2026-11-21T06:00:00.Z",
        "2026-11-21T06:00:00+24:00",
        "2026-11-21T06:00:00+0100",
        "2026-11-21T06:00:00Z+01:00",
        "yesterday",
        "1795240800250"
    })
    void refusesEverythingElse(String text) {
        assertThat(Rfc3339.parse(text)).isEmpty();
    }

    @Test
    void readsWhatItWritesAndWhatTheLibraryWrites() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            long time = (long) (random.nextDouble() * 4e12) - 2_000_000_000_000L;
            assertThat(Rfc3339.parse(Rfc3339.format(time))).hasValue(time);
            OffsetDateTime elsewhere = java.time.Instant.ofEpochMilli(time)
                    .atOffset(ZoneOffset.ofTotalSeconds(random.nextInt(-18, 18) * 1800));
            assertThat(Rfc3339.parse(java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(elsewhere)))
                    .hasValue(time);
        }
    }

    /** The date-time cases of the JSON Schema test suite. */
    @TestFactory
    List<DynamicTest> agreesWithTheJsonSchemaSuite() throws IOException {
        JsonNode groups = new ObjectMapper()
                .readTree(
                        SharedData.require("json_schema_formats/date-time.json").toFile());
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode group : groups) {
            for (JsonNode test : group.get("tests")) {
                if (test.get("data").isTextual()) {
                    tests.add(DynamicTest.dynamicTest(
                            test.get("description").asText(),
                            () -> assertThat(Rfc3339.parse(test.get("data").asText())
                                            .isPresent())
                                    .as("%s", test.get("data"))
                                    .isEqualTo(test.get("valid").asBoolean())));
                }
            }
        }
        assertThat(tests).hasSizeGreaterThan(20);
        return tests;
    }
}
