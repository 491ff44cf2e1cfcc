package io.wardstream.connectors.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.wardstream.connectors.mqtt.internal.TopicFilters;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerTimeTest {

    @ParameterizedTest
    @CsvSource({"ward/1/#,ward/1/_tick/id", "a/+/c/#,a/_tick/c/_tick/id", "a/#,a/_tick/id"})
    void ticksOnATopicThatItsOwnFilterMatches(String filter, String topic) {
        assertThat(BrokerTime.tickTopic(filter, "id")).isEqualTo(topic);
        assertThat(TopicFilters.overlap(filter, topic)).isTrue();
        assertThat(BrokerTime.isTick(topic)).isTrue();
    }

    @Test
    void refusesAFilterWithoutRoomForATick() {
        assertThatIllegalArgumentException().isThrownBy(() -> BrokerTime.tickTopic("a/+", "id"));
        assertThatIllegalArgumentException().isThrownBy(() -> BrokerTime.every(Duration.ZERO));
    }

    @Test
    void readsWhatItWrites() {
        assertThat(BrokerTime.decode(BrokerTime.encode(1_795_240_800_250L))).hasValue(1_795_240_800_250L);
        assertThat(BrokerTime.decode(BrokerTime.encode(0))).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5", "12a", "1234567890123456789"})
    void takesNothingElseForATick(String payload) {
        assertThat(BrokerTime.decode(payload.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void takesNoDevicesTopicForATick() {
        assertThat(BrokerTime.isTick("ward/1/bed/telemetry")).isFalse();
        assertThat(BrokerTime.isTick("ward/1/a_tick/telemetry")).isFalse();
    }
}
