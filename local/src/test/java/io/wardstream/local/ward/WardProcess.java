package io.wardstream.local.ward;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A ward in a process of its own, as a user has one; for tests that kill it. */
final class WardProcess implements AutoCloseable {

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread reader;

    WardProcess(Path data, int portBase, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-XX:MaxDirectMemorySize=384m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Duser.timezone=UTC",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "io.wardstream.local.Ward",
                "up",
                "--data",
                data.toString(),
                "--port-base",
                String.valueOf(portBase)));
        command.addAll(List.of(more));
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        reader = new Thread(this::read, "ward-process");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            lines.add(String.valueOf(e));
        }
    }

    /** Waits for a line that begins with some words, and gives it. */
    String await(String beginning, long seconds) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (true) {
            for (String line : lines) {
                if (line.startsWith(beginning)) {
                    return line;
                }
            }
            boolean over = !process.isAlive() && !reader.isAlive();
            if (over || System.nanoTime() - deadline > 0) {
                throw new AssertionError("no line begins with '" + beginning + "': " + lines);
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** Ends it in the middle of everything. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to end, as Ctrl-C does. */
    void ask() {
        // Not Process.destroy, which closes the pipe that the last line comes through.
        process.toHandle().destroy();
    }

    /** Its last line, when it has ended by itself. */
    String lastLine(long seconds) throws InterruptedException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            throw new AssertionError("still running after " + seconds + " s: " + lines);
        }
        reader.join();
        return lines.get(lines.size() - 1);
    }

    int exitValue() {
        return process.exitValue();
    }

    List<String> lines() {
        return lines;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
