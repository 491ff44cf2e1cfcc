package io.wardstream.connectors.webhook.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.connectors.webhook.DeliveryOutcome;
import io.wardstream.connectors.webhook.RetrySchedule;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryDecisionTest {

    private static final long NOW = 1_700_000_000_000L;
    private static final RetrySchedule SCHEDULE = RetrySchedule.standard().withJitter(0);

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void isDeliveredWhenTheEndpointSaysSo(int status) {
        assertThat(answered(status)).isEqualTo(new DeliveryDecision(DeliveryOutcome.DELIVERED, 0, null));
    }

    @Test
    void isDeliveredHoweverLateAndHoweverOften() {
        DeliveryDecision decision =
                DeliveryDecision.after(AttemptResult.answered(200, null), 1_000_000, 0, NOW, SCHEDULE, 0.5);
        assertThat(decision.outcome()).isEqualTo(DeliveryOutcome.DELIVERED);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                100, 199, 300, 301, 302, 307, 308, 400, 401, 403, 404, 408, 409, 411, 413, 422, 425, 429, 500, 502, 503,
                504, 599, 600, 999
            })
    void isRetriedAfterAnyOtherStatus(int status) {
        assertThat(answered(status))
                .isEqualTo(new DeliveryDecision(DeliveryOutcome.WILL_RETRY, NOW + 1_000, "HTTP " + status));
    }

    @Test
    void isDeadAtOnceWhenTheEndpointIsGone() {
        assertThat(answered(410))
                .isEqualTo(new DeliveryDecision(DeliveryOutcome.DEAD, 0, "HTTP 410: the endpoint is gone"));
    }

    @ParameterizedTest
    @EnumSource(value = AttemptFailure.class, names = "UNSENDABLE", mode = EnumSource.Mode.EXCLUDE)
    void isRetriedWithoutAnAnswer(AttemptFailure failure) {
        assertThat(after(AttemptResult.failed(failure), 1, NOW, SCHEDULE))
                .isEqualTo(new DeliveryDecision(DeliveryOutcome.WILL_RETRY, NOW + 1_000, failure.words()));
    }

    @Test
    void isDeadAtOnceWhenItCannotBeSent() {
        assertThat(after(AttemptResult.failed(AttemptFailure.UNSENDABLE), 1, NOW, SCHEDULE)
                        .outcome())
                .isEqualTo(DeliveryOutcome.DEAD);
    }

    @ParameterizedTest
    @CsvSource({
        // asked for longer than the schedule's wait, shorter, and longer than its longest
        "429, 5000, 5000",
        "503, 5000, 5000",
        "503, 0, 1000",
        "429, 999, 1000",
        "503, 86400000, 900000",
        "429, 9223372036854775807, 900000",
        // other statuses cannot ask
        "500, 5000, 1000",
        "502, 5000, 1000",
        "301, 5000, 1000",
        "425, 5000, 1000"
    })
    void waitsAsLongAsTheEndpointAsksWithinTheSchedule(int status, long retryAfterMs, long expectedMs) {
        assertThat(after(AttemptResult.answered(status, retryAfterMs), 1, NOW, SCHEDULE)
                        .nextAttemptAtMs())
                .isEqualTo(NOW + expectedMs);
    }

    @Test
    void waitsLongerAfterEachFailure() {
        assertThat(after(AttemptResult.answered(500, null), 6, NOW, SCHEDULE).nextAttemptAtMs())
                .isEqualTo(NOW + 30_000);
    }

    @ParameterizedTest
    @CsvSource({"1, WILL_RETRY", "2, WILL_RETRY", "3, DEAD", "4, DEAD"})
    void isDeadWhenTheAttemptsAreUsedUp(int attempt, DeliveryOutcome expected) {
        assertThat(after(AttemptResult.answered(500, null), attempt, NOW, SCHEDULE.withMaxAttempts(3))
                        .outcome())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"9000, WILL_RETRY", "9001, DEAD"})
    void isDeadWhenTheNextAttemptWouldComeTooLate(long ageMs, DeliveryOutcome expected) {
        assertThat(after(AttemptResult.answered(500, null), 1, NOW - ageMs, SCHEDULE.withMaxAge(Duration.ofSeconds(10)))
                        .outcome())
                .isEqualTo(expected);
    }

    @Test
    void isDeadWhenTheEndpointAsksForMoreTimeThanIsLeft() {
        DeliveryDecision decision =
                after(AttemptResult.answered(503, 60_000L), 1, NOW, SCHEDULE.withMaxAge(Duration.ofSeconds(10)));
        assertThat(decision.outcome()).isEqualTo(DeliveryOutcome.DEAD);
        assertThat(decision.detail()).startsWith("HTTP 503; given up at the age of 0 ms after 1 attempts");
    }

    @ParameterizedTest
    @CsvSource({
        "120, 120000",
        "0, 0",
        "'  7 ', 7000",
        "99999999999999999999, 9223372036854775807",
        "'Tue, 14 Nov 2023 22:13:25 GMT', 5000",
        "'Tue, 14 Nov 2023 22:13:15 GMT', 0",
        "soon,",
        "-5,",
        "1.5,",
        "'',",
        "٣,"
    })
    void readsRetryAfter(String value, Long expectedMs) {
        assertThat(RetryAfter.parseMs(value, NOW)).isEqualTo(expectedMs);
    }

    private static DeliveryDecision answered(int status) {
        return after(AttemptResult.answered(status, null), 1, NOW, SCHEDULE);
    }

    private static DeliveryDecision after(AttemptResult result, int attempt, long sinceMs, RetrySchedule schedule) {
        return DeliveryDecision.after(result, attempt, sinceMs, NOW, schedule, 0.5);
    }
}
