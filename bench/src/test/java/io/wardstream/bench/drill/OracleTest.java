package io.wardstream.bench.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.bench.drill.job.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The judge finds what is planted, and nothing else. */
class OracleTest {

    private static List<Reading> readings(String device, long... seqs) {
        return LongStream.of(seqs).mapToObj(seq -> new Reading(device, seq)).toList();
    }

    private static Oracle.Verdict judge(List<Reading> committed, List<Reading> raw) {
        return judge(committed, raw, true);
    }

    private static Oracle.Verdict judge(List<Reading> committed, List<Reading> raw, boolean orderIsAsked) {
        return Oracle.judge(
                Map.of("d1", Set.of(1L, 2L, 3L)),
                Map.of("d1", 4L),
                committed,
                raw.stream()
                        .map(reading -> new Oracle.Sight(reading, orderIsAsked))
                        .toList());
    }

    @Test
    void findsNothingWrongWhenEverythingCameOnceAndInOrder() {
        List<Reading> all = readings("d1", 1, 2, 3);
        Oracle.Verdict verdict = judge(all, all);
        assertThat(verdict.holds(0)).isTrue();
        assertThat(verdict.acknowledged()).isEqualTo(3);
        assertThat(verdict.committed()).isEqualTo(3);
        assertThat(verdict.rawDuplicates()).isZero();
    }

    @Test
    void namesWhatIsLost() {
        Oracle.Verdict verdict = judge(readings("d1", 1, 3), readings("d1", 1, 2, 3));
        assertThat(verdict.lost()).isEqualTo(1);
        assertThat(verdict.missing()).containsExactly(new Reading("d1", 2));
        assertThat(verdict.holds(0)).isFalse();
    }

    @Test
    void missesADeviceThatIsSilentInTheOutput() {
        assertThat(judge(List.of(), List.of()).lost()).isEqualTo(3);
    }

    @Test
    void namesTheFirstFewOnly() {
        List<Long> many = LongStream.rangeClosed(1, 500).boxed().toList();
        Oracle.Verdict verdict = Oracle.judge(Map.of("d1", Set.copyOf(many)), Map.of("d1", 500L), List.of(), List.of());
        assertThat(verdict.lost()).isEqualTo(500);
        assertThat(verdict.missing()).isEqualTo(readings("d1", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
    }

    @Test
    void countsWhatIsInTheOutputTwice() {
        Oracle.Verdict verdict = judge(readings("d1", 1, 2, 2, 3, 3, 3), readings("d1", 1, 2, 3));
        assertThat(verdict.duplicates()).isEqualTo(3);
        assertThat(verdict.holds(100)).isFalse();
    }

    @Test
    void allowsWhatWasSentAndNotAcknowledgedButNothingThatWasNeverSent() {
        assertThat(judge(readings("d1", 1, 2, 3, 4), readings("d1", 1, 2, 3, 4)).holds(0))
                .isTrue();
        Oracle.Verdict verdict = judge(readings("d1", 1, 2, 3, 5), readings("d1", 1, 2, 3, 5));
        assertThat(verdict.unexpected()).isEqualTo(1);
        assertThat(verdict.holds(0)).isFalse();
    }

    @Test
    void countsTheOrderOfFirstSightOnlyAndEachDeviceForItself() {
        List<Reading> raw = new ArrayList<>(readings("d1", 1, 2, 1, 2, 3));
        raw.addAll(readings("d2", 1, 2, 3));
        Oracle.Verdict repeated = judge(readings("d1", 1, 2, 3), raw);
        assertThat(repeated.orderViolations()).isZero();
        assertThat(repeated.rawDuplicates()).isEqualTo(2);
        assertThat(repeated.holds(2)).isTrue();
        assertThat(repeated.holds(1)).isFalse();

        Oracle.Verdict overtaken = judge(readings("d1", 1, 2, 3), readings("d1", 1, 3, 2));
        assertThat(overtaken.orderViolations()).isEqualTo(1);
        assertThat(overtaken.orderExcused()).isZero();
        assertThat(overtaken.holds(0)).isFalse();
    }

    @Test
    void excusesTheOrderWhereTheBrokerDoesNotKeepIt() {
        Oracle.Verdict verdict = judge(readings("d1", 1, 2, 3), readings("d1", 1, 3, 2), false);
        assertThat(verdict.orderViolations()).isZero();
        assertThat(verdict.orderExcused()).isEqualTo(1);
        assertThat(verdict.holds(0)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        // failures, sessions, rate, span, waiting, window, sent again, bound
        "0, 1, 500, 3000,     0, 16384,  0,     0",
        "0, 1, 500, 3000,     0, 16384,  7,     7",
        "1, 1, 500, 3000,     0, 16384,  0,  1500",
        "4, 4, 500, 3000,     0, 16384,  0,  1500",
        "2, 4, 500, 3000,     0, 16384,  5,   755",
        "1, 1, 500, 3000,     0,   100,  0,   100",
        "1, 4, 500, 3000, 10000, 16384,  0,  2875",
        "1, 3,   1,    1,     0, 16384,  0,     1",
    })
    void boundsWhatMayLeaveTheSourceTwice(
            long failures, long sessions, long rate, long span, long waiting, long window, long sentAgain, long bound) {
        assertThat(Oracle.mayRepeat(failures, sessions, rate, span, waiting, window, sentAgain))
                .isEqualTo(bound);
    }
}
