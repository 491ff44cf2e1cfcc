package io.wardstream.jobs.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;

class OrderStateTest {

    private final OrderState order = new OrderState();

    @Test
    void takesMessagesInTheirOrder() {
        for (long seq = 0; seq < 100; seq++) {
            assertThat(order.admit("a", seq)).isEqualTo(Verdict.NEW);
        }
    }

    @Test
    void knowsADuplicateHoweverOldItIs() {
        for (long seq = 0; seq < 10_000; seq++) {
            order.admit("a", seq);
        }
        assertThat(order.admit("a", 9_999)).isEqualTo(Verdict.DUPLICATE);
        assertThat(order.admit("a", 0)).isEqualTo(Verdict.DUPLICATE);
    }

    @Test
    void knowsAMessageThatWasOvertakenAndKnowsItAgain() {
        order.admit("a", 0);
        order.admit("a", 4);
        assertThat(order.admit("a", 2)).isEqualTo(Verdict.STALE);
        assertThat(order.admit("a", 2)).isEqualTo(Verdict.DUPLICATE);
        assertThat(order.admit("a", 1)).isEqualTo(Verdict.STALE);
        assertThat(order.admit("a", 3)).isEqualTo(Verdict.STALE);
        assertThat(order.admit("a", 3)).isEqualTo(Verdict.DUPLICATE);
    }

    @Test
    void beginsAnewWithANewBootAndStillKnowsTheLastOne() {
        order.admit("a", 0);
        order.admit("a", 2);
        assertThat(order.admit("b", 0)).isEqualTo(Verdict.NEW);
        assertThat(order.admit("a", 2)).isEqualTo(Verdict.DUPLICATE);
        assertThat(order.admit("a", 1)).isEqualTo(Verdict.STALE);
        assertThat(order.admit("b", 1)).isEqualTo(Verdict.NEW);
    }

    @Test
    void goesOnWithTheOldBootWhenItIsTheOneThatGoesOn() {
        order.admit("a", 5);
        order.admit("will", 0);
        assertThat(order.admit("a", 6)).isEqualTo(Verdict.NEW);
        assertThat(order.admit("a", 7)).isEqualTo(Verdict.NEW);
        assertThat(order.admit("will", 0)).isEqualTo(Verdict.DUPLICATE);
    }

    @Test
    void agreesWithASetOfEverythingSeen() {
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            OrderState state = new OrderState();
            Set<Long> seen = new HashSet<>();
            long highest = -1;
            for (int i = 0; i < 500; i++) {
                // Never more gaps at a time than are remembered.
                long seq = Math.max(0, highest + 1 - random.nextInt(8) + random.nextInt(3));
                Verdict expected = seen.contains(seq) ? Verdict.DUPLICATE : seq > highest ? Verdict.NEW : Verdict.STALE;
                assertThat(state.admit("a", seq))
                        .as("seed %s step %s seq %s", seed, i, seq)
                        .isEqualTo(expected);
                seen.add(seq);
                highest = Math.max(highest, seq);
                if (state.current.gaps.length == BootState.MAX_GAPS * 2) {
                    break;
                }
            }
        }
    }

    @Test
    void remembersNoMoreGapsThanItsLimit() {
        for (long seq = 0; seq < 1_000; seq += 2) {
            order.admit("a", seq);
        }
        assertThat(order.current.gaps).hasSize(BootState.MAX_GAPS * 2);
        assertThat(order.admit("a", 1)).isEqualTo(Verdict.DUPLICATE);
        assertThat(order.admit("a", 997)).isEqualTo(Verdict.STALE);
    }

    @Test
    void isAPojo() {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(OrderState.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(BootState.class);
    }
}
