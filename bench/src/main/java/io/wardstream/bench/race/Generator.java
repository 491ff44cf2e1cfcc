package io.wardstream.bench.race;

import io.wardstream.bench.process.Await;
import io.wardstream.bench.process.OwnProcess;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** {@link GeneratorMain} in a process, and the reins. */
final class Generator implements AutoCloseable {

    private static final int START_MS = 60_000;

    private final OwnProcess process;
    private final Socket control;
    private final DataOutputStream out;
    private volatile long acknowledged;
    private long allowed;

    private Generator(OwnProcess process, Socket control) throws IOException {
        this.process = process;
        this.control = control;
        this.out = new DataOutputStream(control.getOutputStream());
        DataInputStream in = new DataInputStream(control.getInputStream());
        Thread listener = new Thread(() -> listen(in), "generator-answers");
        listener.setDaemon(true);
        listener.start();
    }

    static Generator start(Path folder, int brokerPort) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(START_MS);
            OwnProcess process = OwnProcess.java(
                    "Generator",
                    folder.resolve("generator.log"),
                    List.of("-Xms128m", "-Xmx128m", "-XX:+UseSerialGC"),
                    GeneratorMain.class,
                    List.of(Integer.toString(brokerPort), Integer.toString(server.getLocalPort())));
            try {
                Socket control = server.accept();
                control.setTcpNoDelay(true);
                return new Generator(process, control);
            } catch (IOException e) {
                process.close();
                throw new IOException("the generator did not start: " + process.lastWords(), e);
            }
        }
    }

    private void listen(DataInputStream in) {
        try {
            while (true) {
                acknowledged = in.readLong();
            }
        } catch (IOException e) {
            // The process has ended; who waits for it will see.
        }
    }

    long pid() {
        return process.pid();
    }

    /** Messages that the broker has acknowledged since the process began. */
    long acknowledged() {
        return acknowledged;
    }

    /** Lets it publish until it has published {@code limit} messages since it began. */
    void allow(long limit, long ratePerSecond) throws IOException {
        if (!process.isAlive()) {
            throw new IOException("the generator has ended: " + process.lastWords());
        }
        allowed = Math.max(allowed, limit);
        out.writeLong(allowed);
        out.writeLong(ratePerSecond);
    }

    /**
     * Lets it publish nothing more than it has, and waits until the broker has acknowledged that.
     */
    void stop() throws Exception {
        long[] before = {-1, 0};
        allowed = 0;
        allow(0, 0);
        Await.until("the generator to stop", Duration.ofSeconds(60), () -> {
            long now = acknowledged;
            before[1] = now == before[0] ? before[1] + 1 : 0;
            before[0] = now;
            return before[1] >= 6;
        });
    }

    /** Waits until the broker has acknowledged everything that was allowed. */
    void awaitAll(Duration atMost) throws Exception {
        Await.until("the broker to take what waits", atMost, () -> {
            allow(allowed, 0);
            return acknowledged == allowed;
        });
    }

    @Override
    public void close() throws IOException {
        control.close();
        process.close();
    }
}
