package io.wardstream.bench.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.bench.drill.job.Reading;
import org.junit.jupiter.api.Test;

/** The small things that results are written with and read from. */
class JsonTest {

    @Test
    void isOneLineWhateverATextHolds() {
        assertThat(new Json()
                        .put("drill", "mqtt")
                        .put("runs", 2)
                        .put("held", false)
                        .put("seconds", 1.25)
                        .put("said", "a \"word\"\nand a \\")
                        .put("counts", new Json().put("lost", 0L))
                        .toString())
                .isEqualTo("{\"drill\":\"mqtt\",\"runs\":2,\"held\":false,\"seconds\":1.3,"
                        + "\"said\":\"a \\\"word\\\"\\u000aand a \\\\\",\"counts\":{\"lost\":0}}");
        assertThat(new Json().toString()).isEqualTo("{}");
    }

    @Test
    void readsAReadingWithAndWithoutATime() {
        assertThat(Reading.parse("d7 42")).isEqualTo(new Reading("d7", 42));
        assertThat(Reading.parse("d7 42 1795276197695")).isEqualTo(new Reading("d7", 42));
        assertThat(new Reading("d7", 42).text()).isEqualTo("d7 42");
    }

    @Test
    void findsTheInnermostCause() {
        assertThat(JobHandle.innermost("""
                        java.lang.RuntimeException: outer
                        \tat a.b.C
                        Caused by: java.io.IOException: middle
                        \tat a.b.C
                        Caused by: java.io.IOException: inner
                        \t... 3 more
                        """)).isEqualTo("java.io.IOException: inner");
        assertThat(JobHandle.innermost("")).isEmpty();
    }
}
