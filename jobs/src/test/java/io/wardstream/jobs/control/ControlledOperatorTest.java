package io.wardstream.jobs.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;

/** The control facts have no part in time. */
class ControlledOperatorTest {

    /** Says when each second after an event has come. */
    private static final class Alarm extends KeyedBroadcastProcessFunction<String, String, ControlFact, String> {
        private static final long serialVersionUID = 1;

        @Override
        public void processElement(String event, ReadOnlyContext context, Collector<String> out) {
            context.timerService().registerEventTimeTimer(context.timestamp() + 1_000);
        }

        @Override
        public void processBroadcastElement(ControlFact fact, Context context, Collector<String> out) {}

        @Override
        public void onTimer(long timestamp, OnTimerContext context, Collector<String> out) {
            out.collect(timestamp + " at " + context.timerService().currentWatermark());
        }
    }

    private static KeyedTwoInputStreamOperatorTestHarness<String, String, ControlFact, String> harness()
            throws Exception {
        KeyedTwoInputStreamOperatorTestHarness<String, String, ControlFact, String> harness =
                new KeyedTwoInputStreamOperatorTestHarness<>(
                        new ControlledOperator<>(new Alarm()), event -> event, fact -> "", Types.STRING);
        harness.open();
        return harness;
    }

    @Test
    void keepsTheTimeOfTheEventsBeforeTheControlFactsHaveSaidAnything() throws Exception {
        try (var harness = harness()) {
            harness.processElement1(new StreamRecord<>("a", 0));
            harness.processWatermark1(new Watermark(999));
            assertThat(harness.extractOutputValues()).isEmpty();
            harness.processWatermark1(new Watermark(1_000));
            assertThat(harness.extractOutputValues()).containsExactly("1000 at 1000");
        }
    }

    @Test
    void isNeitherHeldNorDrivenByTheTimeOfTheControlFacts() throws Exception {
        try (var harness = harness()) {
            harness.processElement1(new StreamRecord<>("a", 0));
            harness.processWatermark2(new Watermark(Long.MAX_VALUE));
            harness.processWatermarkStatus2(WatermarkStatus.IDLE);
            harness.processWatermarkStatus2(WatermarkStatus.ACTIVE);
            assertThat(harness.extractOutputValues()).isEmpty();
            harness.processWatermark1(new Watermark(1_500));
            assertThat(harness.extractOutputValues()).containsExactly("1000 at 1500");
        }
    }
}
