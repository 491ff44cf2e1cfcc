package io.wardstream.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.jobs.kafka.Partitions;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.InfusionReading;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

/** The ward clock in the log (design D1, step 2). */
class PartitionTickerTest {

    private static OneInputStreamOperatorTestHarness<BedsideEvent, LogRecord> ticker(
            int partitions, int parallelism, int subtask, OperatorSubtaskState state) throws Exception {
        OneInputStreamOperatorTestHarness<BedsideEvent, LogRecord> harness =
                new OneInputStreamOperatorTestHarness<>(new PartitionTicker(partitions), 128, parallelism, subtask);
        harness.setup();
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
        return harness;
    }

    private static BedsideEvent event(String device, long at) {
        return new BedsideEvent(
                device,
                "b",
                0,
                at,
                null,
                "icu",
                null,
                null,
                null,
                new InfusionReading(1),
                null,
                null,
                null,
                null,
                null);
    }

    private static List<String> texts(OneInputStreamOperatorTestHarness<BedsideEvent, LogRecord> harness) {
        List<String> texts = new ArrayList<>();
        for (Object out : harness.getOutput()) {
            if (out instanceof Watermark mark) {
                texts.add("watermark " + mark.getTimestamp());
            } else if (out instanceof StreamRecord<?> record && record.getValue() instanceof LogRecord log) {
                String what = log.event().isTick() ? "tick" : log.event().deviceId();
                texts.add(what + " " + log.event().acceptedAt() + " in " + log.partition());
                assertThat(record.getTimestamp()).isEqualTo(log.event().acceptedAt());
            }
        }
        return texts;
    }

    /** A device whose events go to a partition. */
    private static String deviceIn(int partition, int partitions) {
        return IntStream.range(0, 10_000)
                .mapToObj(i -> "d" + i)
                .filter(name -> Partitions.of(name, partitions) == partition)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void ticksBehindEverythingThatWasStampedBefore() throws Exception {
        String first = deviceIn(0, 4);
        String third = deviceIn(2, 4);
        try (var ticker = ticker(4, 2, 0, null)) {
            ticker.processElement(event(first, 1_000), 1_000);
            ticker.processElement(event(third, 1_100), 1_100);
            ticker.processWatermark(1_099);
            ticker.processElement(event(first, 1_100), 1_100);
            ticker.processWatermark(1_199);
            assertThat(texts(ticker))
                    .containsExactly(
                            first + " 1000 in 0",
                            third + " 1100 in 2",
                            "tick 1099 in 0",
                            "tick 1099 in 2",
                            "watermark 1099",
                            first + " 1100 in 0",
                            "tick 1199 in 0",
                            "tick 1199 in 2",
                            "watermark 1199");
        }
    }

    @Test
    void givesEveryPartitionOneOwner() throws Exception {
        for (int parallelism = 1; parallelism <= 5; parallelism++) {
            for (int partitions = 1; partitions <= 12; partitions++) {
                List<Integer> ticked = new ArrayList<>();
                for (int subtask = 0; subtask < parallelism; subtask++) {
                    try (var ticker = ticker(partitions, parallelism, subtask, null)) {
                        ticker.processWatermark(500);
                        for (LogRecord record : ticker.extractOutputValues()) {
                            ticked.add(record.partition());
                            assertThat(PartitionTicker.ownerOf(record.partition(), parallelism))
                                    .isEqualTo(subtask);
                        }
                    }
                }
                assertThat(ticked)
                        .containsExactlyInAnyOrderElementsOf(
                                IntStream.range(0, partitions).boxed().toList());
            }
        }
    }

    @Test
    void leavesOutTicksThatAreTooCloseTogether() throws Exception {
        try (var ticker = ticker(1, 1, 0, null)) {
            for (long mark : new long[] {1_000, 1_039, 1_040, 1_079, 1_080}) {
                ticker.processWatermark(mark);
            }
            assertThat(texts(ticker).stream().filter(text -> text.startsWith("tick")))
                    .containsExactly("tick 1000 in 0", "tick 1040 in 0", "tick 1080 in 0");
        }
    }

    @Test
    void doesNotWriteThatTimeEnds() throws Exception {
        try (var ticker = ticker(1, 1, 0, null)) {
            ticker.processWatermark(Long.MAX_VALUE);
            assertThat(ticker.extractOutputValues()).isEmpty();
        }
    }

    @Test
    void ticksAtOnceAfterARestart() throws Exception {
        OperatorSubtaskState state;
        try (var before = ticker(1, 1, 0, null)) {
            before.processWatermark(1_000);
            state = before.snapshot(1, 1);
        }
        try (var after = ticker(1, 1, 0, state)) {
            after.processWatermark(1_010);
            assertThat(texts(after)).containsExactly("tick 1010 in 0", "watermark 1010");
        }
    }

    @Test
    void dealsKeysAsKafkasOwnProducersDo() {
        for (int i = 0; i < 1_000; i++) {
            String key = "patient-ü-" + i;
            for (int partitions : new int[] {1, 4, 7, 64}) {
                assertThat(Partitions.of(key, partitions))
                        .isEqualTo(
                                BuiltInPartitioner.partitionForKey(key.getBytes(StandardCharsets.UTF_8), partitions));
            }
        }
    }
}
