package io.wardstream.cep;

import static io.wardstream.cep.PatternHarness.LINE;
import static io.wardstream.cep.PatternHarness.sign;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.model.Finding;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** To ask a pattern directly gives what the matching of it gives. */
class OneSignTest {

    static final List<OneSign> ALL = PatternCatalogue.ALL.stream()
            .filter(OneSign.class::isInstance)
            .map(OneSign.class::cast)
            .toList();

    /** One sign of each kind, each at its own time. */
    private static List<Sign> oneOfEach() {
        List<Sign> signs = new ArrayList<>();
        for (SignKind kind : SignKind.values()) {
            long at = 5_000 + 1_000L * signs.size();
            signs.add(sign(kind, LINE, at).since(at - 400));
        }
        return signs;
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void findsWhatMatchingFinds(OneSign pattern) throws Exception {
        List<Finding> asked = oneOfEach().stream()
                .filter(sign -> PatternCatalogue.forOne(sign.kind()).contains(pattern))
                .map(pattern::finding)
                .toList();
        assertThat(asked).hasSameSizeAs(pattern.signs());
        try (PatternHarness harness = new PatternHarness(pattern)) {
            for (Sign sign : oneOfEach()) {
                harness.on(sign);
            }
            assertThat(harness.clock(10_000_000).findings()).isEqualTo(asked);
            assertThat(harness.stateEntries()).isZero();
        }
    }

    @Test
    void asksEachPatternThatASignIsEnoughFor() {
        for (Sign sign : oneOfEach()) {
            List<Finding> asked = new ArrayList<>();
            new PatternStreams.OneSignFindings().flatMap(sign, new ListCollector<>(asked));
            assertThat(asked)
                    .as(sign.kind().name())
                    .isEqualTo(ALL.stream()
                            .filter(pattern -> pattern.signs().contains(sign.kind()))
                            .map(pattern -> pattern.finding(sign))
                            .toList());
        }
    }
}
