package io.wardstream.bench.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A process that was started here, and is ended here: by its own handle, never by its name. Whatever is still alive
 * when this process ends, by Ctrl-C too, is killed then.
 */
public final class OwnProcess implements AutoCloseable {

    private static final Set<OwnProcess> ALIVE = ConcurrentHashMap.newKeySet();
    private static volatile boolean ending;

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            ending = true;
                            ALIVE.forEach(OwnProcess::kill);
                        },
                        "end-own-processes"));
    }

    private final String name;
    private final Process process;
    private final Path log;

    private OwnProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /** Starts a program; what it says goes to the end of {@code log}. */
    public static OwnProcess start(String name, Path log, Map<String, String> environment, List<String> command)
            throws IOException {
        if (ending) {
            throw new IOException(name + " is not started: this process is ending");
        }
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        OwnProcess own = new OwnProcess(name, builder.start(), log);
        ALIVE.add(own);
        if (ending) {
            own.kill();
        }
        return own;
    }

    /** Starts a class of this process's class path in a Java machine of its own, on a {@link Leash}. */
    public static OwnProcess java(String name, Path log, List<String> machineOptions, Class<?> main, List<String> given)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(machineOptions);
        command.add("-Djava.awt.headless=true");
        command.add("-Duser.timezone=UTC");
        command.add("-Dfile.encoding=UTF-8");
        command.add(Leash.class.getName());
        command.add(main.getName());
        command.addAll(given);
        return start(name, log, Map.of("CLASSPATH", System.getProperty("java.class.path")), command);
    }

    /** Its id. */
    public long pid() {
        return process.pid();
    }

    /** What it is called here. */
    public String name() {
        return name;
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** {@code kill -9}: it learns nothing of it. Waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd(10);
    }

    /** Asks it to end, and kills it if it has not after {@code seconds}. */
    public void terminate(long seconds) {
        process.destroy();
        if (!awaitEnd(seconds)) {
            kill();
        }
    }

    private boolean awaitEnd(long seconds) {
        boolean ended = false;
        try {
            ended = process.waitFor(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!process.isAlive()) {
            ALIVE.remove(this);
        }
        return ended;
    }

    /** The end of its log, for a message about why it is of no use. */
    public String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
        } catch (IOException e) {
            return "(" + log + " cannot be read)";
        }
    }

    @Override
    public void close() {
        kill();
    }

    @Override
    public String toString() {
        return name + " (pid " + pid() + ")";
    }
}
