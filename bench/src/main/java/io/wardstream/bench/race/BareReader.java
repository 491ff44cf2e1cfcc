package io.wardstream.bench.race;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The bare client, as one would write it by hand to be safe and quick: everything on its network thread, and now and
 * then, where the connector would complete a checkpoint, all that came is acknowledged, the newest first.
 */
final class BareReader implements Reader {

    private final Mqtt5AsyncClient client;
    private final ExecutorService network = Ground.network("bare-network");
    private final ScheduledExecutorService acknowledger =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "bare-acks"));
    private final Object lock = new Object();
    private List<Mqtt5Publish> open = new ArrayList<>();

    private BareReader(Ground ground, String clientId, Tally tally) {
        client = ground.client(clientId, network);
        client.publishes(
                MqttGlobalPublishFilter.ALL,
                publish -> {
                    long receivedAtMs = System.currentTimeMillis();
                    tally.handedOn(Load.number(publish.getPayloadAsBytes()), receivedAtMs);
                    synchronized (lock) {
                        open.add(publish);
                    }
                },
                true);
    }

    /** Connects and reads. */
    static BareReader start(Ground ground, String clientId, int receiveMaximum, Duration acknowledgements) {
        BareReader reader = new BareReader(ground, clientId, Tally.present());
        reader.acknowledger.scheduleAtFixedRate(
                reader::acknowledge, acknowledgements.toMillis(), acknowledgements.toMillis(), TimeUnit.MILLISECONDS);
        Ground.connect(reader.client, Ground.resuming(receiveMaximum));
        return reader;
    }

    private void acknowledge() {
        List<Mqtt5Publish> safe;
        synchronized (lock) {
            safe = open;
            open = new ArrayList<>();
        }
        for (int i = safe.size() - 1; i >= 0; i--) {
            safe.get(i).acknowledge();
        }
    }

    @Override
    public void close() {
        acknowledger.shutdownNow();
        Ground.disconnect(client);
        network.shutdown();
    }
}
