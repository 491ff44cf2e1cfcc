package io.wardstream.local.servers;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL, as a child process. Its data outlives it. If the ward was killed, its database went on alone: that one,
 * and only that one, is stopped before another is started over the same folder.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);

    private final EmbeddedPostgres server;

    private EmbeddedDatabase(EmbeddedPostgres server) {
        this.server = server;
    }

    /** Starts it over a folder. */
    public static EmbeddedDatabase start(Path folder, int port) throws IOException {
        Path data = folder.resolve("data");
        stopOrphan(data);
        Files.createDirectories(folder);
        File log = folder.resolve("postgresql.log").toFile();
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(folder.resolve("binaries").toFile())
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("shared_buffers", "64MB")
                .setServerConfig("max_connections", "60")
                .setServerConfig("timezone", "UTC")
                .setPGStartupWait(Duration.ofSeconds(60))
                .setErrorRedirector(java.lang.ProcessBuilder.Redirect.appendTo(log))
                .setOutputRedirector(java.lang.ProcessBuilder.Redirect.appendTo(log))
                .start();
        return new EmbeddedDatabase(server);
    }

    /** Stops the server that an earlier, killed ward has left over this very folder. */
    private static void stopOrphan(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        List<String> lines = Files.readAllLines(pidFile);
        if (lines.size() < 2 || !lines.get(0).strip().matches("\\d+")) {
            return;
        }
        Optional<ProcessHandle> orphan =
                ProcessHandle.of(Long.parseLong(lines.get(0).strip()));
        boolean ours = orphan.flatMap(process -> process.info().command())
                        .map(command -> command.contains("postgres"))
                        .orElse(false)
                && Path.of(lines.get(1)).toAbsolutePath().equals(data.toAbsolutePath());
        if (!ours) {
            return;
        }
        LOG.info(
                "Stopping the database that a killed ward has left behind, process {}",
                orphan.get().pid());
        orphan.get().destroy();
        try {
            orphan.get().onExit().get(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while a left database was stopping", e);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            orphan.get().destroyForcibly();
        }
    }

    /** The user; the server takes whoever comes from this machine for who it says it is. */
    public static final String USER = "postgres";

    /** Where clients find it. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
    }

    /** Its port. */
    public int port() {
        return server.getPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
