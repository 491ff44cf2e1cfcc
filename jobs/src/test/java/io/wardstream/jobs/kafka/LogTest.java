package io.wardstream.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LogTest {

    @Test
    void acceptsAtMostOneReaderAPartition() {
        assertThatCode(() -> {
                    Log.checkParallelism("the job", 1, 4, "ward.events");
                    Log.checkParallelism("the job", 4, 4, "ward.events");
                })
                .doesNotThrowAnyException();
    }

    @Test
    void refusesAReaderWithoutAPartitionAndSaysWhy() {
        assertThatThrownBy(() -> Log.checkParallelism("the job", 5, 4, "ward.events"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("the job", "5", "4", "ward.events", "hold the ward clock still");
    }
}
