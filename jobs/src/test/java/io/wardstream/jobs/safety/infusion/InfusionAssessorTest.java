package io.wardstream.jobs.safety.infusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.cep.SettingsView;
import io.wardstream.jobs.safety.Band;
import io.wardstream.jobs.safety.Events;
import io.wardstream.jobs.safety.LineStatus;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Readings every 2 s; low is 50 mL, restored 70 mL; three filtered samples over 10 s. */
class InfusionAssessorTest {

    private static final Set<SignKind> OTHERS = EnumSet.of(
            SignKind.BUMPED, SignKind.BUMP_OVER, SignKind.BAG_REMOVED, SignKind.BAG_REHUNG, SignKind.WEIGHT_ADDED);

    private final InfusionAssessor assessor = new InfusionAssessor();
    private final LineState state = new LineState();
    private final Events events = new Events();
    private final List<Sign> signs = new ArrayList<>();
    private long at;

    private Double read(double levelMl) {
        at += 2_000;
        return assessor.take(
                state, events.level(at, levelMl), 45 + levelMl, Events.SCALE, SettingsView.DEFAULTS, signs::add);
    }

    private void read(double levelMl, int times) {
        for (int i = 0; i < times; i++) {
            read(levelMl);
        }
    }

    /** What concerns the level. */
    private List<SignKind> kinds() {
        return signs.stream()
                .map(Sign::kind)
                .filter(kind -> !OTHERS.contains(kind))
                .toList();
    }

    @Test
    void saysLowOnceWhenTheLevelFellAndStayed() {
        read(60, 10);
        read(49, 100);
        assertThat(kinds()).containsExactly(SignKind.LEVEL_LOW);
        Sign low = signs.get(0);
        // The median follows with the third of five readings, at 26 s; ten seconds later it is confirmed.
        assertThat(low.since()).isEqualTo(26_000);
        assertThat(low.at()).isEqualTo(36_000);
        assertThat(low.value()).isEqualTo(49);
        assertThat(low.limit()).isEqualTo(50);
        assertThat(low.settingsVersion()).isZero();
        assertThat(low.source().seq()).isEqualTo(17);
    }

    @Test
    void saysLowForABagThatIsLowWhenItIsFirstWeighed() {
        read(44, 20);
        assertThat(kinds()).containsExactly(SignKind.LEVEL_LOW);
        assertThat(signs.get(0).since()).isEqualTo(2_000);
        assertThat(signs.get(0).at()).isEqualTo(12_000);
    }

    @Test
    void saysNothingWhileTheLevelIsAboveTheLimit() {
        read(51, 100);
        assertThat(kinds()).isEmpty();
    }

    @Test
    void saysRestoredOnlyAboveTheHysteresis() {
        read(45, 20);
        read(65, 50);
        assertThat(kinds()).containsExactly(SignKind.LEVEL_LOW);
        read(70, 50);
        assertThat(kinds()).containsExactly(SignKind.LEVEL_LOW, SignKind.LEVEL_RESTORED);
        assertThat(signs.get(1).since()).isEqualTo(signs.get(0).since());
    }

    @Test
    void doesNotFlapAtTheLimit() {
        Random random = new Random(3);
        for (int i = 0; i < 2_000; i++) {
            read(50 + random.nextGaussian() * 2);
        }
        assertThat(kinds()).containsExactly(SignKind.LEVEL_LOW);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-300, -100, 50, 300})
    void ignoresASpikeOfOneSample(double spikeG) {
        for (int i = 0; i < 20; i++) {
            read(120, 7);
            read(120 + spikeG);
        }
        read(120, 10);
        assertThat(kinds()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-250, -80, 100, 500})
    void ignoresATugOfFiveSeconds(double tugG) {
        read(120, 10);
        read(120 + tugG, 3);
        read(120, 20);
        assertThat(kinds()).isEmpty();
    }

    @Test
    void saysNothingOfABagThatIsLiftedHoweverLong() {
        read(120, 10);
        read(-44, 60);
        assertThat(kinds()).isEmpty();
        read(120, 20);
        assertThat(kinds()).as("the same bag hangs again").isEmpty();
    }

    @Test
    void takesNothingOnTheHookForNoLevel() {
        assertThat(read(-44)).isNull();
        assertThat(read(-20)).isNull();
        assertThat(read(-20)).isEqualTo(-20);
    }

    @Test
    void seesANewBagAndEndsTheLowEpisode() {
        read(40, 20);
        read(-44, 10);
        long hung = at + 2_000;
        read(500, 20);
        assertThat(kinds()).containsExactly(SignKind.LEVEL_LOW, SignKind.BAG_CHANGED);
        Sign changed = signs.get(1);
        assertThat(changed.at()).isEqualTo(hung + Hook.STEADY_MS);
        assertThat(changed.value()).isEqualTo(500);
        read(45, 20);
        assertThat(kinds()).containsExactly(SignKind.LEVEL_LOW, SignKind.BAG_CHANGED, SignKind.LEVEL_LOW);
        assertThat(signs.get(2).since()).isGreaterThan(changed.at());
    }

    @Test
    void seesANewBagThatSwingsAndDrips() {
        read(40, 20);
        read(-44, 5);
        Random random = new Random(1);
        for (int i = 0; i < 20; i++) {
            read(500 - i + random.nextGaussian() * 5);
        }
        assertThat(kinds()).containsExactly(SignKind.LEVEL_LOW, SignKind.BAG_CHANGED);
    }

    @Test
    void doesNotTakeAnAddedWeightForANewBag() {
        read(300, 20);
        read(300 + Hook.SWAP_G - 5, 50);
        assertThat(kinds()).isEmpty();
    }

    @Test
    void beginsAnewWhenStaffReportANewBag() {
        read(40, 20);
        InfusionAssessor.bagReported(state);
        read(400, 20);
        assertThat(kinds()).containsExactly(SignKind.LEVEL_LOW);
        read(44, 20);
        assertThat(kinds()).containsExactly(SignKind.LEVEL_LOW, SignKind.LEVEL_LOW);
    }

    @ParameterizedTest
    @ValueSource(doubles = {79, -60, 200})
    void takesNoSpikeForTheBagThatStaffReport(double spikeG) {
        read(300, 20);
        InfusionAssessor.bagReported(state);
        read(200 + spikeG);
        read(200, 60);
        assertThat(kinds()).isEmpty();
        assertThat(state.steadyG).isEqualTo(245);
        assertThat(InfusionAssessor.isAccounted(state)).isTrue();
    }

    @Test
    void isAPojo() {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(LineState.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(LineStatus.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(Band.class);
    }
}
