package io.wardstream.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TopicsTest {

    @Test
    void namesEveryTopicOfTheDesignAndTheWatchmansEchoes() {
        assertThat(new Topics(Topics.DEFAULT_PREFIX).all())
                .containsExactlyInAnyOrder(
                        "ward.events",
                        "ward.registry",
                        "ward.settings",
                        "ward.alarms",
                        "ward.commands",
                        "ward.rejected",
                        "ward.deliveries",
                        "ward.signs",
                        "ward.scores",
                        "ward.probes");
    }

    @Test
    void putsThePrefixBeforeEachOfThem() {
        assertThat(new Topics("test-7.").all()).allMatch(topic -> topic.startsWith("test-7."));
        assertThat(new Topics("test-7.").all()).doesNotHaveDuplicates();
    }
}
