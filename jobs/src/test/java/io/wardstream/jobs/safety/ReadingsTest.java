package io.wardstream.jobs.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.model.BagClass;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.Cuff;
import io.wardstream.model.Limb;
import io.wardstream.model.VitalsReading;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.junit.jupiter.api.Test;

class ReadingsTest {

    private static List<BedsideEvent> read(BedsideEvent event) {
        List<BedsideEvent> out = new ArrayList<>();
        new Readings().flatMap(event, new ListCollector<>(out));
        return out;
    }

    private static BedsideEvent monitor(Cuff cuff) {
        return new Events().monitor(10, 9, VitalsReading.NONE.withHrBpm(70.0).withCuffRunning(true), cuff);
    }

    @Test
    void tellsEachLineThatACuffPressesOnBesideTheReading() {
        BedsideEvent event = monitor(new Cuff(true, Limb.LEFT_ARM, List.of("l1", "l2"), false));
        assertThat(read(event)).containsExactly(event, event.cuffOn("l1"), event.cuffOn("l2"));
    }

    @Test
    void tellsNobodyOfACuffThatPressesOnNothing() {
        for (BedsideEvent event : List.of(monitor(new Cuff(true, Limb.LEFT_ARM, List.of(), true)), monitor(null))) {
            assertThat(read(event)).containsExactly(event);
        }
    }

    @Test
    void leavesTheClockBehind() {
        assertThat(read(BedsideEvent.tick(5))).isEmpty();
        List<BedsideEvent> log = new WardScript()
                .bed("1", BagClass.OTHER_DRUG)
                .level("1", 0, 2, 100)
                .log(0);
        assertThat(log.stream().flatMap(event -> read(event).stream())).hasSize(1);
    }
}
