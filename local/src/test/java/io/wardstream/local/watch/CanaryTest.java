package io.wardstream.local.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CanaryTest {

    private final Canary canary = new Canary(10_000, 60_000);

    private Long overdueAt(long now) {
        canary.look(now);
        return canary.overdueSince();
    }

    @Test
    void isOverdueWhenAnEchoTakesLongerThanItMay() {
        canary.asked(1, 1_000);
        canary.heard(1, 1_200);
        assertThat(canary.tookMs()).isEqualTo(200);
        canary.asked(2, 6_000);
        canary.asked(3, 11_000);
        assertThat(overdueAt(15_999)).isNull();
        assertThat(overdueAt(16_000)).isEqualTo(6_000);
        assertThat(overdueAt(30_000)).as("since the first").isEqualTo(6_000);
    }

    @Test
    void isWellWhenALaterQuestionIsAnswered() {
        canary.asked(1, 0);
        canary.heard(1, 1);
        canary.asked(2, 5_000);
        canary.asked(3, 10_000);
        assertThat(overdueAt(15_000)).isEqualTo(5_000);
        canary.heard(3, 15_100);
        assertThat(canary.overdueSince()).isNull();
        assertThat(canary.tookMs()).isEqualTo(5_100);
    }

    @Test
    void staysOverdueWhileEveryEchoIsLate() {
        canary.asked(1, 0);
        canary.heard(1, 1);
        for (int i = 2; i < 10; i++) {
            canary.asked(i, i * 5_000L);
        }
        assertThat(overdueAt(45_000)).isEqualTo(10_000);
        canary.heard(2, 45_000);
        assertThat(canary.overdueSince()).as("the next is as late").isEqualTo(10_000);
        canary.heard(7, 45_001);
        assertThat(canary.overdueSince()).isNull();
    }

    @Test
    void givesAWardTimeToStart() {
        canary.asked(1, 0);
        assertThat(overdueAt(59_999)).isNull();
        assertThat(overdueAt(60_000)).isZero();
    }

    @Test
    void takesNoOthersEchoForItsOwn() {
        canary.heard(7, 100);
        canary.asked(8, 1_000);
        canary.heard(7, 1_100);
        assertThat(canary.tookMs()).isNull();
        canary.heard(8, 1_300);
        canary.heard(8, 9_000);
        assertThat(canary.tookMs()).isEqualTo(300);
    }
}
