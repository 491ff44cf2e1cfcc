package io.wardstream.local.ward;

import io.wardstream.jobs.clock.WardTime;
import io.wardstream.local.console.Installation;
import io.wardstream.local.console.Whereabouts;
import io.wardstream.local.inbox.Inbox;
import io.wardstream.local.live.Durations;
import io.wardstream.local.live.Places;
import io.wardstream.local.live.Screen;
import io.wardstream.local.live.WardObserver;
import io.wardstream.local.reckoning.Reckoning;
import io.wardstream.local.servers.EmbeddedDatabase;
import io.wardstream.local.servers.Ports;
import io.wardstream.local.watch.Watchman;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.load.AlarmLoadTable;
import io.wardstream.sim.SimulatedWard;
import io.wardstream.sim.config.MqttEndpoint;
import io.wardstream.sim.config.SimConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A whole ward in this process, from the start to the reckoning.
 *
 * <ol>
 *   <li>The servers start side by side; topics, registry and permissions are brought up to date.</li>
 *   <li>The jobs start, each from its newest checkpoint or savepoint.</li>
 *   <li>When the ward clock beats in every partition of the log, everything from the broker to the log is at work: the
 *       simulated devices begin to speak.</li>
 *   <li>It runs, until it is asked to end or its time is up.</li>
 *   <li>It ends: {@link Ending}.</li>
 * </ol>
 *
 * <p>A process that is killed leaves a folder from which the next start goes on.
 */
public final class LocalWard {

    private static final Logger LOG = LoggerFactory.getLogger(LocalWard.class);
    private static final long CLOCK_MS = 60_000;
    private static final long LOOK_MS = 50;

    private final WardOptions options;
    private final Screen screen;
    private final CountDownLatch asked = new CountDownLatch(1);

    private LocalWard(WardOptions options, Screen screen) {
        this.options = options;
        this.screen = screen;
    }

    /**
     * Runs a ward to its end.
     *
     * @return whether nothing was missed, false or lost
     * @throws IOException if it cannot start
     */
    public static boolean run(WardOptions options, Screen screen) throws Exception {
        LocalWard ward = new LocalWard(options, screen);
        try (DataDirectory data = DataDirectory.open(options.data())) {
            LogFile.open(data.resolve("ward.log"));
            Signals.onInterrupt(ward.asked::countDown);
            return ward.run(data);
        }
    }

    private boolean run(DataDirectory data) throws Exception {
        long began = System.nanoTime();
        screen.say(
                "Wardstream is not a medical device. Starting a ward of " + options.beds() + " beds in " + data.root());
        WardTime time = data.timeAt(options.speed(), System.currentTimeMillis());
        Ports ports = new Ports();
        Reckoning reckoning;
        try (WardServers servers = WardServers.start(data, ports, options.portBase());
                Inbox inbox = Inbox.start(
                        data.resolve("inbox.jsonl"),
                        data.resolve("webhook-secret"),
                        ports.prefer(options.portBase() + 5));
                RegistryTopic registry = new RegistryTopic(servers.kafka().bootstrapServers());
                SimulatedWard sim = new SimulatedWard(
                        SimConfig.of(options.beds(), options.seed(), data.resolve("sim"))
                                .withLimits(SimLimits.ofThePatterns()),
                        simTime(time))) {
            RunInfo info = new RunInfo(
                    ProcessHandle.current().pid(),
                    servers.broker().port(),
                    servers.kafka().bootstrapServers(),
                    time.anchorWallMs(),
                    time.anchorWardMs(),
                    time.speed());
            data.writeRun(info);
            LOG.info("The servers are up after {} ms", millisSince(began));
            List<RegistryEntry> devices = sim.registry();
            List<RegistryEntry> consoles = Consoles.beside(devices);
            Consoles.leavePasswords(data, servers.access(), consoles);
            registry.replaceBy(
                    Stream.concat(devices.stream(), consoles.stream()).toList());
            try (Permissions permissions = Permissions.follow(servers.kafka().bootstrapServers(), servers.access());
                    WardObserver observer = new WardObserver(servers.kafka().bootstrapServers(), time, devices)) {
                WardJobs jobs = new WardJobs(
                        data,
                        servers,
                        options,
                        time,
                        devices.stream()
                                .map(RegistryEntry::ward)
                                .distinct()
                                .sorted()
                                .toList(),
                        inbox.endpoint());
                long clockBefore = time.nowMs();
                jobs.start();
                LOG.info("The jobs run after {} ms", millisSince(began));
                awaitClock(observer, clockBefore);
                LOG.info("The ward clock beats after {} ms", millisSince(began));
                sim.start(new MqttEndpoint("127.0.0.1", servers.broker().port(), servers.access()::password));
                Places places = places(data, servers, inbox);
                screen.say(String.format(java.util.Locale.ROOT, "Ready after %.1f s.", millisSince(began) / 1000.0));
                places.byLine().forEach(screen::say);
                try (Watchman watchman = watchman(data, consoles)) {
                    LOG.info("A watchman asks each {} s", Watchman.EVERY.toSeconds());
                    watch(data, info, observer, places);
                }
                screen.say("Stopping: the devices leave, the archives catch up, the jobs keep their state.");
                Ending ending = new Ending(servers, sim, observer, inbox, time);
                ending.end();
                reckoning = Reckoning.of(
                        servers.kafka().bootstrapServers(),
                        data.resolve("lake"),
                        servers.database().jdbcUrl(),
                        inbox,
                        sim.truth(),
                        ending.endedAt(),
                        observer.view());
                permissions.check();
            }
            data.writeRun(new RunInfo(
                    0, info.mqttPort(), info.kafka(), info.anchorWallMs(), info.anchorWardMs(), info.speed()));
        }
        AlarmLoadTable.of(reckoning.load()).forEach(screen::say);
        for (String explanation : reckoning.explanations()) {
            screen.say(explanation);
        }
        screen.say(reckoning.line());
        return reckoning.figures().held();
    }

    private static long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }

    private static io.wardstream.sim.config.WardTime simTime(WardTime time) {
        return new io.wardstream.sim.config.WardTime() {
            @Override
            public long nowMs() {
                return time.nowMs();
            }

            @Override
            public double speed() {
                return time.speed();
            }
        };
    }

    /** A beat in every partition means that sessions, jobs and log work together. */
    private void awaitClock(WardObserver observer, long from) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOCK_MS);
        while (observer.view().clockAt() < from) {
            if (System.nanoTime() - deadline > 0) {
                throw new IOException(
                        "the ward clock does not beat after " + CLOCK_MS / 1000 + " s; the log tells why");
            }
            if (asked.await(LOOK_MS, TimeUnit.MILLISECONDS)) {
                throw new IOException("stopped before it was ready");
            }
        }
    }

    private void watch(DataDirectory data, RunInfo info, WardObserver observer, Places places) throws Exception {
        long began = System.nanoTime();
        String title = "Wardstream: " + options.beds() + " beds, seed " + options.seed()
                + (options.speed() == 1 ? "" : ", speed " + options.speed());
        while (true) {
            long elapsed = millisSince(began);
            screen.show(title, Durations.text(elapsed), observer.view(), places);
            data.writeRun(info);
            long left = options.runFor().isZero()
                    ? Long.MAX_VALUE
                    : options.runFor().toMillis() - elapsed;
            if (left <= 0 || asked.await(Math.min(left, 1_000), TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    private Watchman watchman(DataDirectory data, List<RegistryEntry> terminals) throws IOException {
        Installation installation = Installation.local(data.root());
        Whereabouts whereabouts = new Whereabouts();
        terminals.forEach(whereabouts::take);
        return Watchman.start(
                installation, installation.watchmansDoor(whereabouts), Watchman.Options.STANDARD, new Watchman.Ear() {
                    @Override
                    public void hears(long tookMs) {
                        LOG.info("The watchman hears the ward after {} ms", tookMs);
                    }

                    @Override
                    public void silence(long overdueMs, String why) {
                        screen.say("The watchman has heard no alarm for " + overdueMs / 1000
                                + " s: alarms cannot be relied on (" + why + ").");
                    }
                });
    }

    private static Places places(DataDirectory data, WardServers servers, Inbox inbox) {
        return new Places(
                servers.flink().web().toString(),
                servers.database().jdbcUrl() + "?user=" + EmbeddedDatabase.USER,
                shown(data.resolve("lake")),
                inbox.page().toString(),
                "mqtt://127.0.0.1:" + servers.broker().port(),
                servers.kafka().bootstrapServers(),
                shown(data.resolve("ward.log")));
    }

    /** As its user would type it. */
    private static String shown(Path path) {
        Path here = Path.of("").toAbsolutePath();
        return path.startsWith(here) ? here.relativize(path).toString() : path.toString();
    }
}
