package io.wardstream.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlarmPhaseTest {

    @Test
    void beginsWithRaisedAndNothingElse() {
        assertThat(AlarmPhase.values())
                .filteredOn(phase -> phase.mayFollow(null))
                .containsExactly(AlarmPhase.RAISED);
    }

    @Test
    void isRaisedOnlyOnce() {
        assertThat(AlarmPhase.values()).noneMatch(previous -> AlarmPhase.RAISED.mayFollow(previous));
    }

    @Test
    void hasNothingBehindClosed() {
        assertThat(AlarmPhase.values()).noneMatch(phase -> phase.mayFollow(AlarmPhase.CLOSED));
    }

    @Test
    void waitsOnlyForAcknowledgementOrTheEndOnceCleared() {
        assertThat(AlarmPhase.values())
                .filteredOn(phase -> phase.mayFollow(AlarmPhase.CLEARED))
                .containsExactlyInAnyOrder(AlarmPhase.ACKNOWLEDGED, AlarmPhase.CLOSED);
    }

    @Test
    void mayChangeInAnyWayWhileTheConditionLasts() {
        List<AlarmPhase> active = List.of(
                AlarmPhase.RAISED,
                AlarmPhase.UPDATED,
                AlarmPhase.ESCALATED,
                AlarmPhase.DEESCALATED,
                AlarmPhase.ACKNOWLEDGED,
                AlarmPhase.ACK_EXPIRED,
                AlarmPhase.SILENCED,
                AlarmPhase.SILENCE_EXPIRED);
        for (AlarmPhase previous : active) {
            assertThat(Arrays.stream(AlarmPhase.values()).filter(next -> next.mayFollow(previous)))
                    .as("after %s", previous)
                    .hasSize(AlarmPhase.values().length - 1)
                    .doesNotContain(AlarmPhase.RAISED);
        }
    }
}
