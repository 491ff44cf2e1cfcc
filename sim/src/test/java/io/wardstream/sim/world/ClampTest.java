package io.wardstream.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.model.ClampAction;
import io.wardstream.model.ClampCommand;
import io.wardstream.model.ClampRefusal;
import io.wardstream.model.ClampReport;
import io.wardstream.model.ClampState;
import io.wardstream.sim.story.Prng;
import org.junit.jupiter.api.Test;

class ClampTest {
    private final Clamp clamp = new Clamp("L-e01", Clamp.fresh(Prng.of(1, "clamp")));

    @Test
    void closes300To800MsAfterACommandAndAnswersThen() {
        for (long seed = 0; seed < 200; seed++) {
            Clamp fresh = new Clamp("L-e01", Clamp.fresh(Prng.of(seed, "clamp")));
            assertThat(fresh.receive(command("c-1", 1, 20_000), 10_000)).isNull();
            assertThat(fresh.position()).isEqualTo(ClampState.OPEN);
            assertThat(fresh.closesAt()).isBetween(10_300L, 10_800L);
            assertThat(fresh.finishClosing()).containsExactly(new ClampReport(ClampState.CLOSED, "c-1", null));
            assertThat(fresh.position()).isEqualTo(ClampState.CLOSED);
            assertThat(fresh.closesAt()).isEqualTo(Clamp.NEVER);
        }
    }

    @Test
    void refusesACommandWhoseTimeIsOver() {
        assertThat(clamp.receive(command("c-1", 1, 9_999), 10_000)).isEqualTo(refusal("c-1", ClampRefusal.EXPIRED));
        assertThat(clamp.closesAt()).isEqualTo(Clamp.NEVER);
        assertThat(clamp.receive(command("c-2", 1, 10_000), 10_000)).isNull();
    }

    @Test
    void refusesAnOldEpochAlsoAfterARestart() {
        clamp.receive(command("c-1", 5, 20_000), 10_000);
        clamp.openByHand();
        assertThat(clamp.receive(command("c-2", 4, 20_000), 10_000))
                .isEqualTo(refusal("c-2", ClampRefusal.STALE_EPOCH));
        Clamp restarted = new Clamp("L-e01", clamp.state());
        assertThat(restarted.receive(command("c-2", 4, 20_000), 10_000))
                .isEqualTo(refusal("c-2", ClampRefusal.STALE_EPOCH));
        assertThat(restarted.receive(command("c-3", 5, 20_000), 10_000)).isNull();
    }

    @Test
    void learnsTheEpochOfACommandThatCameTooLate() {
        clamp.receive(command("c-1", 5, 9_000), 10_000);
        assertThat(clamp.receive(command("c-2", 4, 20_000), 10_000))
                .isEqualTo(refusal("c-2", ClampRefusal.STALE_EPOCH));
    }

    @Test
    void refusesACommandForAnotherLineAndLearnsNothingFromIt() {
        ClampCommand other = new ClampCommand("c-1", ClampAction.CLOSE, "L-w02", 0, 20_000, 99);
        assertThat(clamp.receive(other, 10_000)).isEqualTo(refusal("c-1", ClampRefusal.NOT_UNDERSTOOD));
        assertThat(clamp.receive(command("c-2", 1, 20_000), 10_000)).isNull();
    }

    @Test
    void answersARepeatedCommandAgainWithoutMoving() {
        clamp.receive(command("c-1", 1, 20_000), 10_000);
        assertThat(clamp.receive(command("c-1", 1, 20_000), 10_100)).isNull();
        assertThat(clamp.finishClosing()).hasSize(1);
        ClampReport again = new ClampReport(ClampState.CLOSED, "c-1", null);
        assertThat(clamp.receive(command("c-1", 1, 20_000), 60_000)).isEqualTo(again);
        clamp.openByHand();
        assertThat(clamp.receive(command("c-1", 1, 20_000), 60_000))
                .isEqualTo(new ClampReport(ClampState.OPEN, "c-1", null));
        assertThat(clamp.closesAt()).isEqualTo(Clamp.NEVER);
        Clamp restarted = new Clamp("L-e01", clamp.state());
        assertThat(restarted.receive(command("c-1", 0, 1), 60_000))
                .isEqualTo(new ClampReport(ClampState.OPEN, "c-1", null));
    }

    @Test
    void answersEveryCommandThatItClosedFor() {
        clamp.receive(command("c-1", 1, 20_000), 10_000);
        clamp.receive(command("c-2", 1, 20_000), 10_100);
        assertThat(clamp.finishClosing())
                .containsExactly(
                        new ClampReport(ClampState.CLOSED, "c-1", null),
                        new ClampReport(ClampState.CLOSED, "c-2", null));
        assertThat(clamp.receive(command("c-3", 1, 20_000), 10_000))
                .isEqualTo(new ClampReport(ClampState.CLOSED, "c-3", null));
    }

    @Test
    void saysFaultWhenItsMotorSticksAndObeysOnceItIsFreed() {
        clamp.setJammed(true);
        clamp.receive(command("c-1", 1, 20_000), 10_000);
        assertThat(clamp.finishClosing()).containsExactly(new ClampReport(ClampState.FAULT, "c-1", null));
        clamp.setJammed(false);
        assertThat(clamp.openByHand()).isTrue();
        assertThat(clamp.receive(command("c-2", 1, 20_000), 10_000)).isNull();
        assertThat(clamp.finishClosing()).containsExactly(new ClampReport(ClampState.CLOSED, "c-2", null));
    }

    @Test
    void goesOnClosingAfterARestart() {
        clamp.receive(command("c-1", 1, 20_000), 10_000);
        Clamp restarted = new Clamp("L-e01", clamp.state());
        assertThat(restarted.closesAt()).isEqualTo(clamp.closesAt());
        assertThat(restarted.finishClosing()).containsExactly(new ClampReport(ClampState.CLOSED, "c-1", null));
    }

    @Test
    void staysOpenWhenAHandOpensItWhileItCloses() {
        clamp.receive(command("c-1", 1, 20_000), 10_000);
        assertThat(clamp.openByHand()).isTrue();
        assertThat(clamp.closesAt()).isEqualTo(Clamp.NEVER);
        assertThat(clamp.openByHand()).isFalse();
    }

    @Test
    void forgetsOnlyTheOldestCommands() {
        for (int i = 0; i < 300; i++) {
            clamp.receive(command("c-" + i, 1, 20_000), 10_000);
            clamp.finishClosing();
            clamp.openByHand();
        }
        assertThat(clamp.state().carriedOut())
                .hasSize(200)
                .contains("c-299", "c-100")
                .doesNotContain("c-99");
    }

    private static ClampCommand command(String id, long epoch, long expiresAt) {
        return new ClampCommand(id, ClampAction.CLOSE, "L-e01", 0, expiresAt, epoch);
    }

    private static ClampReport refusal(String id, ClampRefusal why) {
        return new ClampReport(ClampState.OPEN, id, why);
    }
}
