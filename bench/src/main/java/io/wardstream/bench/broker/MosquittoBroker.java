package io.wardstream.bench.broker;

import io.wardstream.bench.process.OwnProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Debian's Mosquitto, without its limits on what a session may hold. */
public final class MosquittoBroker extends BrokerProcess {

    private static final long END_SECONDS = 20;

    private final Path program;
    private int inFlight;

    public MosquittoBroker(Path folder, Path program) throws IOException {
        super(folder);
        this.program = program;
    }

    /** Where Mosquitto is; where it is not and may be installed, it is. */
    public static Optional<Path> find() throws IOException, InterruptedException {
        Optional<Path> found = lookUp("mosquitto");
        if (found.isEmpty() && lookUp("apt-get").isPresent() && "root".equals(System.getProperty("user.name"))) {
            System.err.println("drill: installing Debian's package mosquitto");
            if (!run("apt-get", "install", "-y", "-qq", "mosquitto") && run("apt-get", "update", "-qq")) {
                boolean unused = run("apt-get", "install", "-y", "-qq", "mosquitto");
            }
            found = lookUp("mosquitto");
        }
        return found;
    }

    private static Optional<Path> lookUp(String name) {
        List<String> places = new ArrayList<>(
                List.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":")));
        places.add("/usr/sbin");
        return places.stream()
                .map(place -> Path.of(place, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
        Process process = builder.start();
        return process.waitFor(300, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    @Override
    public BrokerKind kind() {
        return BrokerKind.MOSQUITTO;
    }

    @Override
    OwnProcess launch(@Nullable Certificate shown) throws Exception {
        Path data = Files.createDirectories(folder().resolve("data"));
        Path passwords = folder().resolve("passwords");
        if (!Files.exists(passwords)
                && !run("mosquitto_passwd", "-b", "-c", passwords.toString(), Broker.USER, Broker.PASSWORD)) {
            throw new IOException("mosquitto_passwd wrote no " + passwords);
        }
        List<String> lines = new ArrayList<>(List.of(
                // Or it would become another user, who may not write here.
                "user " + System.getProperty("user.name"),
                "per_listener_settings false",
                "allow_anonymous false",
                "password_file " + passwords,
                "persistence true",
                "persistence_location " + data + "/",
                "autosave_interval 1",
                "max_inflight_messages " + inFlight,
                "max_queued_messages 1000000",
                "max_queued_bytes 0",
                "set_tcp_nodelay true",
                "log_dest stdout",
                "log_type error",
                "log_type warning",
                "log_type notice",
                "listener " + port() + " 127.0.0.1"));
        if (shown != null) {
            lines.add("listener " + tlsPort() + " 127.0.0.1");
            lines.add("certfile " + shown.certificatePem());
            lines.add("keyfile " + shown.keyPem());
        }
        Path configuration = Files.write(folder().resolve("mosquitto.conf"), lines);
        return OwnProcess.start(
                "Mosquitto",
                folder().resolve("broker.log"),
                Map.of(),
                List.of(program.toString(), "-c", configuration.toString()));
    }

    /** Over MQTT 3.1.1 nobody asks it for a window, so this alone makes one. */
    @Override
    public void limitInFlight(int messages) throws Exception {
        if (messages != inFlight) {
            inFlight = messages;
            strike();
            start();
        }
    }

    @Override
    public void strike() {
        OwnProcess present = process();
        if (present != null) {
            present.terminate(END_SECONDS);
        }
    }

    @Override
    public String blow() {
        return "TERM";
    }
}
