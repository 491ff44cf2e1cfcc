package io.wardstream.model.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WardTopicTest {

    @Test
    void takesATopicApart() {
        assertThat(WardTopic.parse("ward/v1/icu/scale-1/telemetry"))
                .isEqualTo(new WardTopic("icu", "scale-1", "telemetry"));
        assertThat(WardTopic.command("icu", "scale-1")).isEqualTo("ward/v1/icu/scale-1/command");
        assertThat(WardTopic.parse("ward/v1/icu/scale-1/command").fromDevice()).isFalse();
        assertThat(new WardTopic("icu", "scale-1", "state").text()).isEqualTo("ward/v1/icu/scale-1/state");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ward/v1/icu/scale-1",
                "ward/v1/icu/scale-1/",
                "ward/v1/icu/scale-1/telemetry/more",
                "ward/v1/icu//telemetry",
                "ward/v1//scale-1/telemetry",
                "ward/v2/icu/scale-1/telemetry",
                "ward/v1/icu/_tick/telemetry",
                "ward/v1/icu/scale 1/telemetry",
                "ward/v1/icu/scale-1/Telemetry",
                "ward/v1/icu/../telemetry",
                "other/v1/icu/scale-1/telemetry"
            })
    void refusesWhatIsNotOfTheProfile(String topic) {
        assertThat(WardTopic.parse(topic)).isNull();
    }
}
