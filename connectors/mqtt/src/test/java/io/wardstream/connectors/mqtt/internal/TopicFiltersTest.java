package io.wardstream.connectors.mqtt.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicFiltersTest {

    @ParameterizedTest
    @CsvSource({
        "a/#,a/b/c,true",
        "a/#,a,true",
        "a/+,a/b,true",
        "a/+,a/,true",
        "+/b,a/b,true",
        "#,a,true",
        "a/b,a/b,true",
        "$SYS/#,$SYS/broker/version,true",
        "#,$SYS/broker/version,false",
        "+/broker/version,$SYS/broker/version,false",
        "a/+,a,false",
        "a/+,a/b/c,false",
        "a/b,a/b/c,false",
        "a/b/c,a/b,false",
        "a/#,b,false"
    })
    void knowsWhetherATopicMatches(String filter, String topic, boolean matches) {
        assertThat(TopicFilters.matches(filter, topic)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "a/#,a/#,true",
        "a/#,a/b/c,true",
        "a/#,a,true",
        "a/+/c,a/b/+,true",
        "a/+,a/b,true",
        "+/b,a/+,true",
        "#,x/y,true",
        "a/+/#,a/b,true",
        "a/#,b/#,false",
        "a/b,a/c,false",
        "a/+,a/b/c,false",
        "a/+/c,a/b/d,false",
        "a/b,a/b/c,false",
        "a/+/#,a,false"
    })
    void knowsWhetherSomeTopicMatchesBoth(String left, String right, boolean overlap) {
        assertThat(TopicFilters.overlap(left, right)).isEqualTo(overlap);
        assertThat(TopicFilters.overlap(right, left)).isEqualTo(overlap);
    }

    @Test
    void namesThePairs() {
        assertThat(TopicFilters.overlaps(List.of("a/#", "b/#", "a/b", "c"))).containsExactly("a/# and a/b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/#/b", "a/b#", "a/+b", "$share/g/a/#", "a\u0000b"})
    void refusesWhatIsNoFilter(String filter) {
        assertThat(TopicFilters.problem(filter)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"#", "+", "a", "a/", "/a", "a/+/b/#", "ä/ö"})
    void acceptsFilters(String filter) {
        assertThat(TopicFilters.problem(filter)).isNull();
    }
}
