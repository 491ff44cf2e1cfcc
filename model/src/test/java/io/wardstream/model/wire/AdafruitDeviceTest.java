package io.wardstream.model.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.model.ClampReport;
import io.wardstream.model.ClampState;
import io.wardstream.model.ForeignCommand;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.RejectionReason;
import io.wardstream.model.wire.ForeignDevice.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Devices that speak to Adafruit IO: a feed for each value, and a number as its text. */
class AdafruitDeviceTest extends ForeignDeviceFixture {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "612.40",
                "  612.40\r\n",
                "612.4",
                "+612.4",
                "6.124e2",
                "{\"value\":\"612.40\"}",
                "{\"value\":612.4}",
                "\uFEFF612.4",
                " {\"id\":1, \"value\" : \" 612.4 \", \"feed_key\":\"weight\"}\n"
            })
    void readsAFeedsNumber(String payload) {
        Reading reading = only(decode(adafruit(), ADAFRUIT_TOPIC, payload));
        assertThat(reading.infusion().massG()).isEqualTo(612.4);
        assertThat(reading.boot()).isNull();
        assertThat(reading.seq()).isNull();
        assertThat(reading.measuredAt()).isNull();
    }

    @Test
    void refusesWhatIsNoNumberInAFeed() {
        RegistryEntry entry = adafruit();
        for (String payload :
                List.of("nan", "inf", "12,5", "612.4 g", "0x12", "1d", "--1", "", " ", "null", "\"612\"")) {
            assertThat(refusal(decode(entry, ADAFRUIT_TOPIC, payload)))
                    .as(payload)
                    .isIn(RejectionReason.WRONG_TYPE, RejectionReason.EMPTY);
        }
        assertThat(refusal(decode(entry, ADAFRUIT_TOPIC, "1e9"))).isEqualTo(RejectionReason.OUT_OF_RANGE);
        assertThat(refusal(decode(entry, ADAFRUIT_TOPIC, "{\"value\":null}"))).isEqualTo(RejectionReason.MISSING_FIELD);
        assertThat(refusal(decode(entry, ADAFRUIT_TOPIC, "{\"value\":1"))).isEqualTo(RejectionReason.NOT_JSON);
        assertThat(refusal(decode(entry, ADAFRUIT_TOPIC, new byte[] {'1', (byte) 0xff})))
                .isEqualTo(RejectionReason.NOT_UTF8);
    }

    @Test
    void readsTheClampsFeedInItsGroup() {
        assertThat(only(decode(adafruit(), "nurse7/feeds/ward.Clamp", "SHUT\n")).clamp())
                .isEqualTo(new ClampReport(ClampState.CLOSED, null, null));
        assertThat(only(decode(adafruit(), "nurse7/feeds/ward.Clamp", "{\"value\":\"OPEN\"}"))
                        .clamp()
                        .state())
                .isEqualTo(ClampState.OPEN);
        assertThat(refusal(decode(adafruit(), "nurse7/feeds/ward.Clamp", "ajar")))
                .isEqualTo(RejectionReason.UNKNOWN_WORD);
    }

    @Test
    void speaksAndIsSpokenToOnFeedsOfItsOwn() {
        ForeignDevice device = ForeignDevice.of(adafruit());
        assertThat(device.filters()).containsExactly(ADAFRUIT_TOPIC, "nurse7/feeds/ward.Clamp");
        assertThat(device.commandTopic()).isEqualTo("nurse7/feeds/ClampCommand");
        assertThat(device.close("c")).isEqualTo(new ForeignCommand("nurse7/feeds/ClampCommand", "CLOSE", null));
    }
}
