package io.wardstream.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.jobs.order.OrderState;
import io.wardstream.jobs.order.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;

class MessageNumbersTest {

    private final MessageNumbers numbers = new MessageNumbers();

    private static RawMessage raw(String text, long at) {
        return new RawMessage("nurse7/feeds/Weight", text.getBytes(StandardCharsets.UTF_8), at);
    }

    private static long number(MessageNumbers numbers, String text, long at) {
        return numbers.number("bottle-1", raw(text, at), 0).orElseThrow();
    }

    @Test
    void tellsTheStoryOfItsJavadoc() {
        assertThat(number(numbers, "612.4", 1000)).isEqualTo(100_000_000);
        List<TickMemory> checkpoint = numbers.snapshot();
        assertThat(number(numbers, "612.1", 1000)).isEqualTo(100_000_001);
        assertThat(number(numbers, "612.4", 1000)).isEqualTo(100_000_000);
        assertThat(number(numbers, "612.4", 1100)).isEqualTo(110_000_000);

        MessageNumbers restored = new MessageNumbers();
        restored.restore(checkpoint);
        assertThat(number(restored, "612.1", 1000)).isEqualTo(100_000_001);
        assertThat(number(restored, "612.4", 1000)).isEqualTo(100_000_000);
        assertThat(number(restored, "612.4", 1100)).isEqualTo(110_000_000);
    }

    /** Whoever reads the log judges by boot and number only. */
    @Test
    void givesNumbersByWhichReadersKnowRepeatsAndLoseNoEqualReadingOfAnotherBeat() {
        List<RawMessage> said = new ArrayList<>();
        for (int beat = 0; beat < 100; beat++) {
            said.add(raw("612.4", 1000 + 100 * beat));
            said.add(raw(String.valueOf(beat % 3), 1000 + 100 * beat));
        }
        OrderState order = new OrderState();
        for (RawMessage raw : said) {
            assertThat(order.admit(
                            MessageNumbers.BOOT, numbers.number("d", raw, 0).orElseThrow()))
                    .isEqualTo(Verdict.NEW);
        }
        MessageNumbers restored = new MessageNumbers();
        for (RawMessage raw : said.subList(180, 200)) {
            assertThat(order.admit(
                            MessageNumbers.BOOT, restored.number("d", raw, 0).orElseThrow()))
                    .isEqualTo(Verdict.DUPLICATE);
        }
    }

    @Test
    void tellsDevicesTopicsAndPartsApart() {
        RawMessage weight = raw("1", 1000);
        RawMessage clamp = new RawMessage("nurse7/feeds/Clamp", weight.payload, 1000);
        assertThat(numbers.number("a", weight, 0)).hasValue(100_000_000);
        assertThat(numbers.number("b", weight, 0)).hasValue(100_000_000);
        assertThat(numbers.number("a", clamp, 0)).hasValue(100_000_001);
        assertThat(numbers.number("a", weight, 1)).hasValue(100_000_002);
        assertThat(numbers.number("a", weight, 0)).hasValue(100_000_000);
    }

    @Test
    void saysWhenItCanTellNoMoreApart() {
        for (int i = 0; i < MessageNumbers.MAX_PLACES; i++) {
            assertThat(numbers.number("a", raw("x", 1000), i)).isPresent();
        }
        assertThat(numbers.number("a", raw("x", 1000), MessageNumbers.MAX_PLACES))
                .isEmpty();
        assertThat(numbers.number("a", raw("x", 1000), 5)).hasValue(100_000_005);
        assertThat(numbers.number("a", raw("x", 1001), MessageNumbers.MAX_PLACES))
                .hasValue(100_100_000);
    }

    @Test
    void takesTheLatestAndLongestOfWhatSubtasksRemember() {
        for (List<TickMemory> order : List.of(
                List.of(memory(900, 1, 2, 3), memory(1000, 7), memory(1000, 7, 8)),
                List.of(memory(1000, 7, 8), memory(1000, 7), memory(900, 1, 2, 3)))) {
            MessageNumbers restored = new MessageNumbers();
            restored.restore(order);
            assertThat(restored.snapshot()).singleElement().satisfies(memory -> {
                assertThat(memory.acceptedAt).isEqualTo(1000);
                assertThat(memory.fingerprints).containsExactly(7, 8);
            });
        }
    }

    private static TickMemory memory(long at, long... fingerprints) {
        return new TickMemory("a", at, fingerprints);
    }

    @Test
    void keepsItsMemoryWithoutKryo() {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(TickMemory.class);
    }
}
