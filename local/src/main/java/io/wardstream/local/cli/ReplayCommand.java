package io.wardstream.local.cli;

import io.wardstream.local.Ward;
import io.wardstream.local.live.Durations;
import io.wardstream.local.servers.BrokerAccess;
import io.wardstream.local.ward.DataDirectory;
import io.wardstream.local.ward.RegistryTopic;
import io.wardstream.local.ward.RunInfo;
import io.wardstream.local.ward.Signals;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.recorded.RecordedPatient;
import io.wardstream.model.recorded.RecordedRow;
import io.wardstream.model.recorded.Recording;
import io.wardstream.model.recorded.RecordingFormat;
import io.wardstream.sim.config.MqttEndpoint;
import io.wardstream.sim.replay.Replay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./ward replay}. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Publishes recorded patients over MQTT into a running ward, each from a monitor of its own on the"
                + " ward 'east'. The monitors are registered first and retired at the end.")
public final class ReplayCommand implements Callable<Integer> {

    /** On which ward replayed patients lie; the local ward reads it anyway. */
    private static final String WARD = "east";

    /** The ward's jobs follow the registry; so long they may take to have read the new entries. */
    private static final long SETTLE_MS = 2_000;

    private static final long MAX_SPEED = 1_000_000;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "FORMAT:PATH",
            description = "The recording: bidmc, physionet-2019 or physionet-2012, a colon, and a folder or a file.")
    private String data = "";

    @Option(
            names = "--speed",
            paramLabel = "X",
            defaultValue = "1",
            description = "How many times faster than recorded (default: ${DEFAULT-VALUE}).")
    private double speed;

    @Option(
            names = "--ward-data",
            paramLabel = "DIR",
            defaultValue = "ward-data",
            description = "The data of the running ward (default: ./${DEFAULT-VALUE}).")
    private Path wardData = Path.of("ward-data");

    @Override
    public Integer call() throws Exception {
        if (!(speed > 0 && speed <= MAX_SPEED)) {
            throw new WrongArguments("--speed is " + speed + "; accepted: above 0, up to " + MAX_SPEED);
        }
        Recording recording = read();
        Optional<RunInfo> running = DataDirectory.runInfo(wardData);
        if (running.isEmpty()) {
            throw new IOException("no ward runs on " + wardData + "; start one with ./ward up");
        }
        RunInfo ward = running.get();
        Replay replay = new Replay(recording, WARD);
        BrokerAccess access = new BrokerAccess(DataDirectory.readSecret(wardData));
        List<RegistryEntry> entries = replay.registry(System.currentTimeMillis());
        long lastMs = recording.patients().stream()
                .map(RecordedPatient::rows)
                .map(rows -> rows.get(rows.size() - 1))
                .mapToLong(RecordedRow::offsetMs)
                .max()
                .orElse(0);
        System.out.printf(
                Locale.ROOT,
                "%d patients; it takes %s at speed %s%n",
                recording.patients().size(),
                Durations.text((long) (lastMs / speed)),
                speed);
        try (RegistryTopic registry = new RegistryTopic(ward.kafka())) {
            registry.publish(entries);
            TimeUnit.MILLISECONDS.sleep(SETTLE_MS);
            try {
                play(replay, ward, access);
            } finally {
                registry.publish(entries.stream().map(RegistryTopic::retired).toList());
            }
        }
        return Ward.HELD;
    }

    private void play(Replay replay, RunInfo ward, BrokerAccess access) throws InterruptedException {
        Signals.onInterrupt(replay::stop);
        long[] told = {0};
        Replay.Counts counts =
                replay.run(new MqttEndpoint("127.0.0.1", ward.mqttPort(), access::password), speed, progress -> {
                    long now = System.nanoTime();
                    if (now - told[0] > TimeUnit.SECONDS.toNanos(10)) {
                        told[0] = now;
                        System.out.printf(
                                Locale.ROOT,
                                "%d of %d rows, %s of the recording%n",
                                progress.rowsDone(),
                                progress.rows(),
                                Durations.text(progress.offsetMs()));
                    }
                });
        System.out.printf(
                Locale.ROOT,
                "sent %d rows; %d had no values; %d were not sent; the broker confirmed %d of %d messages and refused %d%n",
                counts.rowsSent(),
                counts.rowsWithoutValues(),
                counts.rowsNotSent(),
                counts.puBacked(),
                counts.published(),
                counts.refusedByBroker());
    }

    private Recording read() throws WrongArguments, IOException {
        int colon = data.indexOf(':');
        Optional<RecordingFormat> format = RecordingFormat.named(colon < 0 ? data : data.substring(0, colon));
        if (colon < 0 || format.isEmpty() || format.get().weighs()) {
            throw new WrongArguments("--data is '" + data + "'; accepted is FORMAT:PATH with one of the formats "
                    + String.join(
                            ", ",
                            Arrays.stream(RecordingFormat.values())
                                    .filter(known -> !known.weighs())
                                    .map(RecordingFormat::word)
                                    .toList()));
        }
        Path path = Path.of(data.substring(colon + 1));
        if (!Files.exists(path)) {
            throw new WrongArguments("--data names " + path + ", which is not there");
        }
        Recording recording = Recording.read(format.get(), path);
        recording.problems().stream().limit(20).forEach(problem -> System.err.println("ward replay: " + problem));
        if (recording.patients().isEmpty()) {
            throw new IOException("there is nothing to read in " + path);
        }
        if (recording.patients().size() > Replay.MAX_PATIENTS) {
            throw new WrongArguments(
                    "--data has " + recording.patients().size() + " patients; accepted: up to " + Replay.MAX_PATIENTS);
        }
        return recording;
    }
}
