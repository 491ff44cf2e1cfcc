package io.wardstream.bench.race;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The devices, as a process: {@code BROKER_PORT CONTROL_PORT}. It publishes with quality of service 1 and a window of
 * {@value #WINDOW}, through one connection.
 *
 * <p>Over the control connection it is told, again and again, how many messages it may have published in all and how
 * many a second (0: as many as the broker takes); it answers with how many the broker has acknowledged in all.
 */
public final class GeneratorMain {

    static final int WINDOW = 2_000;

    private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(200);
    private static final long ANSWER_MS = 5;

    private final AtomicLong acknowledged = new AtomicLong();
    private volatile long limit;
    private volatile long ratePerSecond;

    private GeneratorMain() {}

    /** Publishes until it is killed. */
    public static void main(String[] given) throws Exception {
        new GeneratorMain().run(Integer.parseInt(given[0]), Integer.parseInt(given[1]));
    }

    private void run(int brokerPort, int controlPort) throws Exception {
        Mqtt5AsyncClient client = new Ground(brokerPort).client("race-devices", Ground.network("devices-network"));
        Ground.connect(
                client,
                Mqtt5Connect.builder().cleanStart(true).sessionExpiryInterval(0).build());
        Socket control = new Socket(InetAddress.getLoopbackAddress(), controlPort);
        control.setTcpNoDelay(true);
        begin("control", () -> listen(new DataInputStream(control.getInputStream())));
        begin("answers", () -> answer(new DataOutputStream(control.getOutputStream())));
        publish(client);
    }

    private interface Step {
        void run() throws Exception;
    }

    private static void begin(String name, Step step) {
        Thread thread = new Thread(
                () -> {
                    try {
                        step.run();
                    } catch (Exception e) {
                        e.printStackTrace();
                        Runtime.getRuntime().halt(1);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    private void listen(DataInputStream in) throws IOException {
        while (true) {
            long newLimit = in.readLong();
            ratePerSecond = in.readLong();
            limit = newLimit;
        }
    }

    private void answer(DataOutputStream out) throws IOException, InterruptedException {
        while (true) {
            out.writeLong(acknowledged.get());
            TimeUnit.MILLISECONDS.sleep(ANSWER_MS);
        }
    }

    private void publish(Mqtt5AsyncClient client) throws InterruptedException {
        Semaphore room = new Semaphore(WINDOW);
        long sent = 0;
        long dueNanos = System.nanoTime();
        while (true) {
            long rate = ratePerSecond;
            long now = System.nanoTime();
            if (sent >= limit || (rate > 0 && now - dueNanos < 0)) {
                TimeUnit.NANOSECONDS.sleep(PAUSE_NANOS);
                continue;
            }
            // What could not be sent in time, up to 20 ms of it, is sent as soon as it can be; the rest never.
            dueNanos = rate == 0
                    ? now
                    : Math.max(dueNanos, now - TimeUnit.MILLISECONDS.toNanos(20)) + TimeUnit.SECONDS.toNanos(1) / rate;
            room.acquire();
            client.publish(Mqtt5Publish.builder()
                            .topic(Load.topic(sent))
                            .qos(MqttQos.AT_LEAST_ONCE)
                            .payload(Load.payload(System.nanoTime()))
                            .build())
                    .whenComplete((result, error) -> {
                        if (error != null) {
                            error.printStackTrace();
                            Runtime.getRuntime().halt(1);
                        }
                        acknowledged.incrementAndGet();
                        room.release();
                    });
            sent++;
        }
    }
}
