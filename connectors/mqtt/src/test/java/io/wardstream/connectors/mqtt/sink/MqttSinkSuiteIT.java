package io.wardstream.connectors.mqtt.sink;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import io.wardstream.connectors.mqtt.MqttConnectionConfig;
import io.wardstream.connectors.mqtt.testing.BrokerResource;
import io.wardstream.connectors.mqtt.testing.SuiteCluster;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.testframe.external.ExternalContextFactory;
import org.apache.flink.connector.testframe.external.ExternalSystemDataReader;
import org.apache.flink.connector.testframe.external.sink.DataStreamSinkV2ExternalContext;
import org.apache.flink.connector.testframe.external.sink.TestingSinkSettings;
import org.apache.flink.connector.testframe.junit.annotations.TestContext;
import org.apache.flink.connector.testframe.junit.annotations.TestEnv;
import org.apache.flink.connector.testframe.junit.annotations.TestExternalSystem;
import org.apache.flink.connector.testframe.junit.annotations.TestSemantics;
import org.apache.flink.connector.testframe.testsuites.SinkTestSuiteBase;
import org.apache.flink.core.execution.CheckpointingMode;

/**
 * Flink's own suite for sinks, against a real broker.
 *
 * <p>The suite reads what a sink has written after the fact, and more than once from the beginning. MQTT has no log, so
 * each case has a subscriber from before its job on that keeps everything in order: the tape. A reader plays it from
 * its start.
 */
class MqttSinkSuiteIT extends SinkTestSuiteBase<String> {

    private static final AtomicInteger CONTEXTS = new AtomicInteger();

    @TestEnv
    SuiteCluster cluster = new SuiteCluster();

    @TestExternalSystem
    BrokerResource broker = new BrokerResource();

    @TestSemantics
    CheckpointingMode[] semantics = {CheckpointingMode.AT_LEAST_ONCE};

    @TestContext
    ExternalContextFactory<Context> contexts = test -> new Context(broker.port());

    /** The topic and the tape of one case. */
    static final class Context implements DataStreamSinkV2ExternalContext<String> {

        private static final int RECORDS = 100;
        private static final byte[] FIRST = {0};

        private final int port;
        private final String name = "suite-" + CONTEXTS.incrementAndGet();
        private final Mqtt5AsyncClient subscriber;
        private final List<String> tape = new ArrayList<>();

        Context(int port) {
            this.port = port;
            subscriber = MqttClient.builder()
                    .useMqttVersion5()
                    .identifier(name + "-tape")
                    .serverHost("127.0.0.1")
                    .serverPort(port)
                    .buildAsync();
            subscriber.publishes(MqttGlobalPublishFilter.ALL, this::record);
            subscriber.connect().join();
            subscriber
                    .subscribeWith()
                    .topicFilter(name + "/#")
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .send()
                    .join();
            createTopic();
        }

        /**
         * Artemis makes a topic of the first publication to it. When two clients publish to a new topic at once, it
         * acknowledges some of the messages and drops them (seen with plain clients, in 1 of 150 tries).
         */
        private void createTopic() {
            subscriber
                    .publishWith()
                    .topic(topic())
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .payload(FIRST)
                    .send()
                    .join();
        }

        private String topic() {
            return name + "/text";
        }

        private void record(Mqtt5Publish publish) {
            if (Arrays.equals(publish.getPayloadAsBytes(), FIRST)) {
                return;
            }
            synchronized (tape) {
                tape.add(new String(publish.getPayloadAsBytes(), StandardCharsets.UTF_8));
                tape.notifyAll();
            }
        }

        @Override
        public Sink<String> createSink(TestingSinkSettings settings) {
            String topic = topic();
            return MqttSink.<String>builder()
                    .connection(MqttConnectionConfig.builder()
                            .host("127.0.0.1")
                            .port(port)
                            .build())
                    .clientIdPrefix(name)
                    .serializer(text -> MqttPublication.to(topic, text.getBytes(StandardCharsets.UTF_8))
                            .build())
                    .build();
        }

        @Override
        public ExternalSystemDataReader<String> createSinkDataReader(TestingSinkSettings settings) {
            return new Reader();
        }

        private final class Reader implements ExternalSystemDataReader<String> {

            private int position;

            @Override
            public List<String> poll(Duration timeout) {
                synchronized (tape) {
                    try {
                        if (position == tape.size()) {
                            tape.wait(timeout.toMillis());
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    List<String> read = List.copyOf(tape.subList(position, tape.size()));
                    position = tape.size();
                    return read;
                }
            }

            @Override
            public void close() {}
        }

        @Override
        public List<String> generateTestData(TestingSinkSettings settings, long seed) {
            return IntStream.range(0, RECORDS)
                    .mapToObj(i -> name + " number " + i)
                    .toList();
        }

        @Override
        public TypeInformation<String> getProducedType() {
            return Types.STRING;
        }

        @Override
        public List<URL> getConnectorJarPaths() {
            return List.of();
        }

        @Override
        public void close() {
            subscriber.disconnect().join();
        }

        @Override
        public String toString() {
            return "MQTT";
        }
    }
}
