package io.wardstream.model.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicFilterTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"nurse7/feeds/#", "/sys/pk/#", "+/feeds/#", "a", "a/+/b", "#", "devices/d1/messages/events/#"})
    void acceptsFilters(String filter) {
        assertThat(TopicFilter.problem(filter)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a#", "a/#/b", "a/b+", "$SYS/#", "$share/g/a/#", "ward/v1/icu/#", "a/_tick/#", "a/\u0000/b"})
    void refusesWhatIsNoFilterOrNotForForeignDevices(String filter) {
        assertThat(TopicFilter.problem(filter)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "a/#, a/b, true",
        "a/#, a, true",
        "a/+, a/b, true",
        "a/+/c, a/b/#, true",
        "+/feeds/#, nurse7/feeds/#, true",
        "+/feeds/#, ward/v1/icu/#, false",
        "+/v1/#, ward/v1/icu/#, true",
        "/sys/a/#, /sys/b/#, false",
        "a/b, a/b/c, false",
        "#, a/b, true"
    })
    void knowsWhetherTwoFiltersHaveATopicInCommon(String left, String right, boolean expected) {
        assertThat(TopicFilter.overlap(left, right)).isEqualTo(expected);
        assertThat(TopicFilter.overlap(right, left)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "nurse7/feeds/#, nurse7/feeds/Weight, true",
        "nurse7/feeds/#, nurse8/feeds/Weight, false",
        "/sys/pk/#, /sys/pk/hook-4/thing/event/property/post, true",
        "a/+, a/+, false",
        "a/b, a/b, true"
    })
    void knowsWhetherATopicMatches(String filter, String topic, boolean expected) {
        assertThat(TopicFilter.matches(filter, topic)).isEqualTo(expected);
    }
}
