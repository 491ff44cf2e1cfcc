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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** To ask a pattern directly gives what the matching of it gives. */
class OneSignTest {

    @ParameterizedTest
    @EnumSource
    void findsWhatMatchingFinds(SignKind kind) throws Exception {
        Sign sign = sign(kind, LINE, 5_000).since(1_000);
        List<Finding> matched = new ArrayList<>();
        for (WardPattern pattern : PatternCatalogue.ALL) {
            if (pattern instanceof OneSign) {
                try (PatternHarness harness =
                        new PatternHarness(pattern).on(sign).clock(10_000_000)) {
                    matched.addAll(harness.findings());
                    assertThat(harness.stateEntries()).isZero();
                }
            }
        }
        List<Finding> asked = new ArrayList<>();
        new PatternStreams.OneSignFindings().flatMap(sign, new ListCollector<>(asked));
        assertThat(asked).isEqualTo(matched);
    }
}
