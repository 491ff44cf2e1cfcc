package io.wardstream.jobs.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.jobs.control.ControlFact;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.InfusionReading;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.junit.jupiter.api.Test;

/** What moves event time (design D1, step 3). */
class WatermarksTest {

    private static final class Heard implements WatermarkOutput {
        private final List<String> said = new ArrayList<>();

        @Override
        public void emitWatermark(Watermark watermark) {
            said.add("time " + watermark.getTimestamp());
        }

        @Override
        public void markIdle() {
            said.add("idle");
        }

        @Override
        public void markActive() {
            said.add("active");
        }
    }

    private final Heard heard = new Heard();

    @Test
    void onlyTicksMoveTheTimeOfTheLog() {
        WatermarkGenerator<BedsideEvent> generator = TickWatermarks.strategy().createWatermarkGenerator(null);
        BedsideEvent reading = new BedsideEvent(
                "d",
                "b",
                0,
                9_000_000,
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
        generator.onEvent(reading, 9_000_000, heard);
        generator.onPeriodicEmit(heard);
        assertThat(heard.said).isEmpty();
        generator.onEvent(BedsideEvent.tick(1_099), 1_099, heard);
        generator.onPeriodicEmit(heard);
        assertThat(heard.said).containsExactly("time 1099");
    }

    @Test
    void controlFactsHaveNoTimeAndHoldNobodyUp() {
        WatermarkGenerator<ControlFact> generator =
                IdleWatermarks.<ControlFact>strategy().createWatermarkGenerator(null);
        generator.onPeriodicEmit(heard);
        generator.onEvent(new ControlFact(null, null), 9_000_000, heard);
        assertThat(heard.said).containsExactly("idle", "idle");
    }
}
