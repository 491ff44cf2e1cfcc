package io.wardstream.bench.race;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The bare client publishing from one thread, with a semaphore for its window. */
final class BarePublisher {

    private BarePublisher() {}

    static void run(Ground ground, Stretch stretch, int window) throws Exception {
        ExecutorService network = Ground.network("bare-network");
        Mqtt5AsyncClient client = ground.client("race-bare-publisher", network);
        Ground.connect(
                client,
                Mqtt5Connect.builder().cleanStart(true).sessionExpiryInterval(0).build());
        Semaphore room = new Semaphore(window);
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        for (long i = 0; i < stretch.all(); i++) {
            room.acquire();
            stretch.handedOver(i);
            client.publish(Mqtt5Publish.builder()
                            .topic(Load.topic(i))
                            .qos(MqttQos.AT_LEAST_ONCE)
                            .payload(Load.payload(i))
                            .build())
                    .whenComplete((result, error) -> {
                        if (error != null || result.getError().isPresent()) {
                            failure.set(
                                    error != null ? error : result.getError().orElseThrow());
                        }
                        room.release();
                    });
        }
        room.acquire(window);
        stretch.acknowledged();
        Throwable problem = failure.get();
        Ground.disconnect(client);
        network.shutdown();
        if (problem != null) {
            throw new IllegalStateException("the bare client could not publish", problem);
        }
    }
}
