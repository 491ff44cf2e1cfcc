package io.wardstream.connectors.mqtt.source.enumerator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wardstream.connectors.mqtt.source.split.MqttSplit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class MqttSourceEnumeratorTest {

    private static final List<MqttSplit> SPLITS = splits("a/#", "b/#", "c/#");

    private static List<MqttSplit> splits(String... filters) {
        return Arrays.stream(filters).map(MqttSplit::ofFilter).toList();
    }

    private static MqttSourceEnumerator start(FakeContext context, boolean brokerTime) {
        MqttSourceEnumerator enumerator = new MqttSourceEnumerator(context, "job", SPLITS, brokerTime, false, null);
        enumerator.start();
        return enumerator;
    }

    @Test
    void givesEveryReaderASplitOnceAllAreThere() {
        FakeContext context = new FakeContext(2);
        MqttSourceEnumerator enumerator = start(context, true);
        context.register(0, enumerator);
        assertThat(context.assigned).isEmpty();
        context.register(1, enumerator);
        assertThat(context.filtersOf(0)).containsExactly("a/#", "c/#");
        assertThat(context.filtersOf(1)).containsExactly("b/#");
    }

    @Test
    void refusesMoreReadersThanFiltersWithBrokerTime() {
        assertThatThrownBy(() -> start(new FakeContext(4), true))
                .hasMessageContaining("Parallelism 4 for 3 topic filter(s)");
    }

    @Test
    void endsReadersWithoutAFilterWithoutBrokerTime() {
        FakeContext context = new FakeContext(4);
        MqttSourceEnumerator enumerator = start(context, false);
        for (int i = 0; i < 4; i++) {
            context.register(i, enumerator);
        }
        assertThat(context.noMore).containsExactly(3);
    }

    @Test
    void tellsTheReadersOfABoundedSourceThatNothingMoreComes() {
        FakeContext context = new FakeContext(2);
        MqttSourceEnumerator enumerator = new MqttSourceEnumerator(context, "job", SPLITS, true, true, null);
        enumerator.start();
        context.register(0, enumerator);
        assertThat(context.noMore).isEmpty();
        context.register(1, enumerator);
        assertThat(context.noMore).containsExactlyInAnyOrder(0, 1);
        assertThat(context.filtersOf(0)).containsExactly("a/#", "c/#");
    }

    @Test
    void givesAFailedReaderItsSplitsBack() {
        FakeContext context = new FakeContext(2);
        MqttSourceEnumerator enumerator = start(context, true);
        context.register(0, enumerator);
        context.register(1, enumerator);
        MqttSplit returned = new MqttSplit(MqttSplit.ofFilter("b/#").splitId(), "b/#", 5, true, 0);
        context.readers.remove(1);
        context.assigned.clear();
        enumerator.addSplitsBack(List.of(returned), 1);
        assertThat(enumerator.snapshotState(1).unassigned()).containsExactly(returned);
        context.register(1, enumerator);
        assertThat(context.assigned.get(1)).containsExactly(returned);
        assertThat(enumerator.snapshotState(2).unassigned()).isEmpty();
    }

    @Test
    void handsOutOnlyNewFiltersAfterARestore() {
        FakeContext context = new FakeContext(1);
        MqttEnumeratorState before = new MqttEnumeratorState("job", splits("a/#", "b/#"), List.of());
        MqttSourceEnumerator enumerator = new MqttSourceEnumerator(context, "job", SPLITS, true, false, before);
        enumerator.start();
        context.register(0, enumerator);
        assertThat(context.filtersOf(0)).containsExactly("c/#");
    }

    @Test
    void refusesAStateWithOtherSessions() {
        MqttEnumeratorState before = new MqttEnumeratorState("old", SPLITS, List.of());
        assertThatThrownBy(() -> new MqttSourceEnumerator(new FakeContext(1), "job", SPLITS, true, false, before))
                .hasMessageContaining("client id prefix 'old'");
        MqttEnumeratorState more = new MqttEnumeratorState("job", splits("a/#", "z/#"), List.of());
        assertThatThrownBy(() -> new MqttSourceEnumerator(new FakeContext(1), "job", SPLITS, true, false, more))
                .hasMessageContaining("z/#");
    }

    private static final class FakeContext implements SplitEnumeratorContext<MqttSplit> {
        private final int parallelism;
        private final Map<Integer, ReaderInfo> readers = new HashMap<>();
        private final Map<Integer, List<MqttSplit>> assigned = new HashMap<>();
        private final Set<Integer> noMore = new HashSet<>();

        FakeContext(int parallelism) {
            this.parallelism = parallelism;
        }

        void register(int reader, MqttSourceEnumerator enumerator) {
            readers.put(reader, new ReaderInfo(reader, "here"));
            enumerator.addReader(reader);
        }

        List<String> filtersOf(int reader) {
            return assigned.getOrDefault(reader, List.of()).stream()
                    .map(MqttSplit::topicFilter)
                    .toList();
        }

        @Override
        public SplitEnumeratorMetricGroup metricGroup() {
            return UnregisteredMetricsGroup.createSplitEnumeratorMetricGroup();
        }

        @Override
        public void sendEventToSourceReader(int subtaskId, SourceEvent event) {}

        @Override
        public int currentParallelism() {
            return parallelism;
        }

        @Override
        public Map<Integer, ReaderInfo> registeredReaders() {
            return readers;
        }

        @Override
        public void assignSplits(SplitsAssignment<MqttSplit> newSplitAssignments) {
            newSplitAssignments
                    .assignment()
                    .forEach((reader, splits) -> assigned.computeIfAbsent(reader, r -> new ArrayList<>())
                            .addAll(splits));
        }

        @Override
        public void signalNoMoreSplits(int subtask) {
            noMore.add(subtask);
        }

        @Override
        public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> void callAsync(
                Callable<T> callable, BiConsumer<T, Throwable> handler, long initialDelay, long period) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void runInCoordinatorThread(Runnable runnable) {
            runnable.run();
        }

        @Override
        public void setIsProcessingBacklog(boolean isProcessingBacklog) {}
    }
}
