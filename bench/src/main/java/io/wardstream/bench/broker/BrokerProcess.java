package io.wardstream.bench.broker;

import io.wardstream.bench.process.Await;
import io.wardstream.bench.process.OwnProcess;
import io.wardstream.bench.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What both brokers have in common: a process over a folder, which comes and goes. */
abstract class BrokerProcess implements Broker {

    private static final Duration START = Duration.ofSeconds(60);

    private final Path folder;
    private final int port;
    private final int tlsPort;
    private @Nullable OwnProcess process;
    private @Nullable Certificate certificate;

    BrokerProcess(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder);
        this.port = Ports.free();
        this.tlsPort = Ports.free();
    }

    /** Starts the process; {@code shown} is for the TLS port, which is closed without. */
    abstract OwnProcess launch(@Nullable Certificate shown) throws Exception;

    @Override
    public int port() {
        return port;
    }

    @Override
    public int tlsPort() {
        return tlsPort;
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public boolean isAlive() {
        OwnProcess present = process;
        return present != null && present.isAlive();
    }

    @Override
    public void start() throws Exception {
        OwnProcess fresh = launch(certificate);
        process = fresh;
        Await.until(fresh + " to answer", START, () -> {
            if (!fresh.isAlive()) {
                throw new IOException(fresh + " has ended by itself; its last words:\n" + fresh.lastWords());
            }
            return Ports.isOpen(port) && (certificate == null || Ports.isOpen(tlsPort));
        });
    }

    @Override
    public void showCertificate(Certificate value) throws Exception {
        certificate = value;
        strike();
        start();
    }

    @Override
    public void forgetCertificate() {
        certificate = null;
    }

    /** The id of its process, while it runs. */
    public long pid() {
        OwnProcess present = process;
        if (present == null) {
            throw new IllegalStateException("The broker was never started");
        }
        return present.pid();
    }

    @Nullable
    OwnProcess process() {
        return process;
    }

    @Override
    public void close() {
        OwnProcess present = process;
        if (present != null) {
            present.kill();
        }
    }
}
