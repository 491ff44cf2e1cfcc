package io.wardstream.sim;

import io.wardstream.model.RegistryEntry;
import io.wardstream.model.wire.Rfc3339;
import io.wardstream.sim.config.MqttEndpoint;
import io.wardstream.sim.config.SimConfig;
import io.wardstream.sim.config.WardTime;
import io.wardstream.sim.device.DeviceFleet;
import io.wardstream.sim.device.DeviceHost;
import io.wardstream.sim.device.Traffic;
import io.wardstream.sim.store.WardMemory;
import io.wardstream.sim.truth.Expectation;
import io.wardstream.sim.truth.Truth;
import io.wardstream.sim.truth.TruthLedger;
import io.wardstream.sim.world.BedView;
import io.wardstream.sim.world.Boots;
import io.wardstream.sim.world.Outgoing;
import io.wardstream.sim.world.WardEngine;
import io.wardstream.sim.world.WardPlan;
import io.wardstream.sim.world.WorldState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A closed-loop simulated ward on a real MQTT broker: patients, bags, nurses and clamps that obey what they are told.
 *
 * <ol>
 *   <li>Made: it knows its devices ({@link #registry}), and looks in its folder for a world to go on with.</li>
 *   <li>{@link #start}: the devices connect; when they are there (or after 30 s of wall time) the ward's time begins,
 *       or goes on. Every act of staff, every clamp and every expectation is written down before anybody hears of it,
 *       and the whole world about once a second.</li>
 *   <li>{@link #stop}: the devices send what they have, say that they leave, and disconnect. It may be started
 *       again.</li>
 * </ol>
 *
 * <p>A process that is killed leaves a world that goes on when it is started again on the same folder with the same
 * configuration: it has lived on unheard, its devices were switched off and on, what staff did and the broker never
 * confirmed is said again, and expectations that the outage touches are no longer demanded. After 24 h, with another
 * seed or configuration, or if the ward's time runs more than a minute behind the saved one, a new stay begins instead.
 *
 * <p>Thread-safe. The world moves on one thread of its own; nothing here blocks for long except {@link #start} and
 * {@link #stop}.
 */
public final class SimulatedWard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SimulatedWard.class);

    /** The readings that a device keeps while it is not connected: ten minutes of a scale. */
    public static final int KEPT_READINGS = 300;

    private static final long LONGEST_OUTAGE_MS = TimeUnit.HOURS.toMillis(24);
    private static final long BACKWARDS_MS = TimeUnit.MINUTES.toMillis(1);
    private static final long OLD_ECHO_MS = TimeUnit.MINUTES.toMillis(1);
    private static final long CONNECT_MS = 30_000;
    private static final long DRAIN_MS = 5_000;
    private static final long SAVE_EVERY_MS = 1_000;
    /** No event of the ward is later than this in ward time, as far as the machine can keep up. */
    private static final double STEP_WARD_MS = 250;

    private final SimConfig config;
    private final WardTime time;
    private final WardPlan plan;
    private final TruthLedger ledger = new TruthLedger();
    private final WardMemory memory;
    private final long since;

    /** Held while starting or stopping; never by the ward's own thread. */
    private final Object lifecycle = new Object();

    /** Guards everything below. */
    private final Object lock = new Object();

    private @Nullable WorldState saved;
    private boolean oldStay;
    private Traffic traffic = new Traffic();
    private @Nullable WardEngine engine;
    private @Nullable Boots boots;
    private @Nullable Running running;
    /** The devices have said that they leave: the world stands still. */
    private boolean leaving;

    private final List<String> early = new ArrayList<>();
    private long savedAtNanos;

    /** What there is only while the ward runs. */
    private record Running(DeviceFleet fleet, ScheduledExecutorService thread) {}

    /**
     * A ward that is not started yet.
     *
     * @throws UncheckedIOException if its folder cannot be used
     */
    public SimulatedWard(SimConfig config, WardTime time) {
        this.config = config;
        this.time = time;
        this.plan = WardPlan.of(config);
        WorldState found;
        try {
            this.memory = new WardMemory(config.stateDir());
            found = memory.recall(ledger);
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + config.stateDir() + " cannot be used", e);
        }
        long now = time.nowMs();
        String unfit = found == null ? null : unfit(found, now);
        this.saved = unfit == null ? found : null;
        this.since = saved == null ? now : saved.since();
        this.oldStay = saved == null && !ledger.expectations().isEmpty();
        if (unfit != null) {
            LOG.info("A new stay begins, because {}; nothing is demanded any more of the old one", unfit);
        }
    }

    /** Why a world cannot go on, or null if it can. */
    private @Nullable String unfit(WorldState found, long now) {
        if (!found.identity().equals(config.identity())) {
            return "the ward was another one (" + found.identity() + ", now " + config.identity() + ")";
        }
        if (now - found.at() > LONGEST_OUTAGE_MS) {
            return "nothing was heard of the ward since " + Rfc3339.format(found.at());
        }
        if (found.at() - now > BACKWARDS_MS) {
            return "the ward's time went back from " + Rfc3339.format(found.at()) + " to " + Rfc3339.format(now);
        }
        return null;
    }

    /** Every device of the ward, as it has to be registered. Known before the start, and the same after a restart. */
    public List<RegistryEntry> registry() {
        return plan.registry(since);
    }

    /**
     * Connects the devices and lets the ward's time run. Returns when the devices are connected, or after 30 s of wall
     * time with those that are; the others go on trying.
     */
    public void start(MqttEndpoint endpoint) throws InterruptedException {
        synchronized (lifecycle) {
            Running starting;
            synchronized (lock) {
                if (running != null) {
                    throw new IllegalStateException("The ward runs already");
                }
                early.clear();
                leaving = false;
                traffic = new Traffic();
                engine = null;
                boots = new Boots(config.seed(), since, saved == null ? 0 : saved.boots() + 1);
                if (saved != null) {
                    resume(saved);
                }
                ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
                    Thread made = new Thread(task, "sim-ward");
                    made.setDaemon(true);
                    return made;
                });
                starting = new Running(
                        new DeviceFleet(registry(), endpoint, new Host(thread), traffic, KEPT_READINGS), thread);
                running = starting;
            }
            int up = starting.fleet().connect(this::onNetwork, CONNECT_MS);
            LOG.info("{} of {} devices are connected to {}", up, registry().size(), endpoint);
            synchronized (lock) {
                if (engine == null) {
                    begin();
                }
            }
            long every = Math.max(5, Math.min(100, (long) (STEP_WARD_MS / time.speed())));
            var unused = starting.thread().scheduleWithFixedDelay(this::step, 0, every, TimeUnit.MILLISECONDS);
        }
    }

    private boolean onNetwork(String deviceId) {
        synchronized (lock) {
            return engine == null || !engine.isCutOff(deviceId);
        }
    }

    private void resume(WorldState world) {
        long now = time.nowMs();
        WardEngine resumed = WardEngine.resume(config, plan, ledger, world, now);
        LOG.info("The ward goes on after {} s in which nothing was heard of it", (resumed.now() - world.at()) / 1000);
        engine = resumed;
        // Before anybody hears of the new boot: it must never be used twice.
        save(resumed);
    }

    private void begin() {
        long now = time.nowMs();
        if (oldStay) {
            for (Expectation old : ledger.expectations()) {
                ledger.expect(old.closedAt(now + OLD_ECHO_MS, "a new stay began"));
            }
            oldStay = false;
        }
        WardEngine begun = WardEngine.begin(config, plan, ledger, since, now);
        engine = begun;
        save(begun);
        for (String deviceId : early) {
            perform(begun, begun.online(deviceId, now));
        }
        early.clear();
    }

    private void step() {
        try {
            synchronized (lock) {
                WardEngine ward = engine;
                if (ward != null && !leaving) {
                    perform(ward, ward.advanceTo(time.nowMs()));
                }
            }
        } catch (RuntimeException e) {
            // A bug: said every time, because the ward would otherwise stand still in silence.
            LOG.error("The simulated ward failed in a step", e);
        }
    }

    /** Called with the lock. */
    private void perform(WardEngine ward, List<Outgoing> happened) {
        boolean due = System.nanoTime() - savedAtNanos > TimeUnit.MILLISECONDS.toNanos(SAVE_EVERY_MS);
        if (ward.takeMemorable() || due) {
            save(ward);
        }
        Running now = running;
        if (now != null) {
            happened.forEach(now.fleet()::perform);
        }
    }

    private void save(WardEngine ward) {
        memory.save(ledger, ward.state());
        savedAtNanos = System.nanoTime();
    }

    /** What the devices ask and tell. Everything that moves the world is handed to the ward's own thread. */
    private final class Host implements DeviceHost {
        private final ScheduledExecutorService thread;

        Host(ScheduledExecutorService thread) {
            this.thread = thread;
        }

        @Override
        public String will(String deviceId, int connection) {
            Boots current = boots;
            if (current == null) {
                throw new IllegalStateException("No device connects before the ward is started");
            }
            return current.will(deviceId, connection);
        }

        @Override
        public void connected(String deviceId) {
            onWardThread(() -> {
                WardEngine ward = engine;
                if (ward == null) {
                    early.add(deviceId);
                } else if (!leaving) {
                    perform(ward, ward.online(deviceId, time.nowMs()));
                }
            });
        }

        @Override
        public void received(String deviceId, byte[] payload) {
            onWardThread(() -> {
                WardEngine ward = engine;
                if (ward != null && !leaving) {
                    perform(ward, ward.command(deviceId, payload, time.nowMs()));
                }
            });
        }

        @Override
        public void delivered(String receipt) {
            onWardThread(() -> {
                WardEngine ward = engine;
                if (ward != null) {
                    ward.delivered(receipt);
                }
            });
        }

        private void onWardThread(Runnable task) {
            try {
                thread.execute(() -> {
                    synchronized (lock) {
                        task.run();
                    }
                });
            } catch (RejectedExecutionException e) {
                LOG.debug("The ward has stopped: nobody hears its devices any more");
            }
        }
    }

    /**
     * The devices send what they have, wait some seconds for the broker to confirm it, say that they leave, and
     * disconnect. Does nothing if the ward does not run.
     */
    public void stop() throws InterruptedException {
        synchronized (lifecycle) {
            Running stopping;
            synchronized (lock) {
                stopping = running;
                if (stopping == null) {
                    return;
                }
                WardEngine ward = engine;
                if (ward != null) {
                    // All at one time: nobody measures anything after it has said that it leaves.
                    long now = time.nowMs();
                    for (RegistryEntry device : registry()) {
                        if (!ward.isCutOff(device.deviceId())) {
                            perform(ward, ward.offline(device.deviceId(), now));
                        }
                    }
                }
                leaving = true;
            }
            try {
                stopping.fleet().drain(DRAIN_MS);
            } finally {
                stopping.fleet().close();
                stopping.thread().shutdown();
                synchronized (lock) {
                    running = null;
                    WardEngine ward = engine;
                    if (ward != null) {
                        save(ward);
                        saved = ward.state();
                    }
                }
            }
        }
    }

    /** Stops the ward; an interrupt cuts the waiting short. */
    @Override
    public void close() {
        try {
            stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Every bed as it truly is; empty before the first start. */
    public List<BedView> beds() {
        return withEngine(WardEngine::beds, List::of);
    }

    /** Counts since the ward was started. */
    public SimStats stats() {
        synchronized (lock) {
            return new SimStats(
                    traffic.published(),
                    traffic.puBacked(),
                    traffic.duplicates(),
                    traffic.malformed(),
                    traffic.dropped(),
                    traffic.refused(),
                    withEngine(WardEngine::commandsReceived, () -> 0L),
                    withEngine(WardEngine::commandsRefused, () -> 0L),
                    withEngine(WardEngine::clampsClosed, () -> 0L));
        }
    }

    /** What must and may have happened up to now, over the whole stay. */
    public Truth truth() {
        return ledger.snapshot();
    }

    private <T> T withEngine(java.util.function.Function<WardEngine, T> question, Supplier<T> otherwise) {
        synchronized (lock) {
            WardEngine ward = engine;
            return ward == null ? otherwise.get() : question.apply(ward);
        }
    }
}
