package io.wardstream.jobs.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.cep.BatteryLow;
import io.wardstream.cep.SettingsView;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.InfusionReading;
import io.wardstream.model.Priority;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;

class BatteryWatchTest {

    private final DeviceState device = new DeviceState();
    private final List<Sign> signs = new ArrayList<>();
    private long at = 1_000;

    private void message(Double pct) {
        at += 5_000;
        Sign sign = BatteryWatch.look(
                device,
                new BedsideEvent(
                        "scale-1",
                        "b",
                        at,
                        at,
                        at,
                        "icu",
                        "b1",
                        "l1",
                        "p1",
                        new InfusionReading(100),
                        null,
                        null,
                        null,
                        null,
                        null,
                        pct,
                        null),
                SettingsView.DEFAULTS);
        if (sign != null) {
            signs.add(sign);
        }
    }

    private void messages(int times, double pct) {
        for (int i = 0; i < times; i++) {
            message(pct);
        }
    }

    private List<SignKind> kinds() {
        return signs.stream().map(Sign::kind).toList();
    }

    @Test
    void saysLowThenNearlyEmptyThenChargedAsOneEpisode() {
        messages(5, 20);
        assertThat(signs).isEmpty();
        assertThat(device.battery)
                .as("nothing is kept of a battery that is well")
                .isNull();
        message(19.9);
        assertThat(signs).isEmpty();
        messages(9, 19.9);
        assertThat(signs).singleElement().satisfies(sign -> {
            assertThat(sign.kind()).isEqualTo(SignKind.BATTERY_LOW);
            assertThat(sign.since()).isEqualTo(31_000);
            assertThat(sign.at()).isEqualTo(36_000);
            assertThat(sign.limit()).isEqualTo(20);
            assertThat(new BatteryLow().priority(sign)).isEqualTo(Priority.LOW);
        });
        messages(5, 10);
        assertThat(signs).hasSize(1);
        messages(5, 9.9);
        assertThat(signs).hasSize(2).last().satisfies(sign -> {
            assertThat(sign.kind()).isEqualTo(SignKind.BATTERY_LOW);
            assertThat(sign.since()).isEqualTo(31_000);
            assertThat(new BatteryLow().priority(sign)).isEqualTo(Priority.MEDIUM);
        });
        messages(9, 15);
        messages(9, 25);
        assertThat(signs).hasSize(2);
        messages(1, 25.1);
        assertThat(signs).hasSize(2);
        messages(9, 25.1);
        assertThat(kinds()).containsExactly(SignKind.BATTERY_LOW, SignKind.BATTERY_LOW, SignKind.BATTERY_OK);
        assertThat(device.battery).isNull();
    }

    @Test
    void isNearlyEmptyAtOnce() {
        messages(2, 4);
        assertThat(signs)
                .singleElement()
                .satisfies(sign -> assertThat(new BatteryLow().priority(sign)).isEqualTo(Priority.MEDIUM));
        messages(9, 4);
        assertThat(signs).hasSize(1);
    }

    @Test
    void staysQuietWhenABatteryIsLowOnceInAWhileOrSaysNothing() {
        for (int i = 0; i < 20; i++) {
            message(5.0);
            message(80.0);
            message(null);
        }
        assertThat(signs).isEmpty();
        assertThat(device.battery).isNull();
    }

    @Test
    void isAPojo() {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(BatteryState.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(DeviceState.class);
    }
}
