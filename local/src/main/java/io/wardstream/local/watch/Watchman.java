package io.wardstream.local.watch;

import io.wardstream.cep.SystemAlarms;
import io.wardstream.jobs.kafka.Topics;
import io.wardstream.local.console.Console;
import io.wardstream.local.console.Installation;
import io.wardstream.local.console.LogReader;
import io.wardstream.local.ward.Consoles;
import io.wardstream.model.AlarmEvent;
import io.wardstream.model.Care;
import io.wardstream.model.CareAction;
import io.wardstream.model.wire.Decoded;
import io.wardstream.model.wire.WireFormat;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A watchman outside of the jobs: each few seconds it asks at the broker, as a device does, whether the ward hears, and waits for
 * the alarm that comes of it in the log. Between the two lies everything that an alarm has to pass: the broker, the ingest job,
 * the log, the clock, the patterns, the alarms' life and the log again; a job that restarts, lags or is held up shows as well as one
 * that is gone. Alarm T7 of the clinical document.
 *
 * <p>What it finds it says aloud, and writes into the log of alarms itself, so that the people on duty hear of it as long as the
 * log and the notify job live: {@link SystemAlarms#PIPELINE_CANARY}, RAISED when an echo is overdue, CLEARED and CLOSED when echoes
 * come in time again. A second watchman of the same ward raises an alarm of its own.
 *
 * <p>It keeps nothing: one that is started anew gives the ward its time to start, and takes on from the log the alarm that one of
 * the same name has left open. {@link #start} uses two threads of its own, and {@link #close} ends them.
 */
public final class Watchman implements AutoCloseable {

    /** How often it asks. */
    public static final Duration EVERY = Duration.ofSeconds(5);

    /** How long an echo may take: alarm T7 of the clinical document. */
    public static final Duration LIMIT = Duration.ofSeconds(10);

    /** How long the first echo may take: jobs that start. Our own number. */
    public static final Duration START_GRACE = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(Watchman.class);
    private static final WireFormat<AlarmEvent> ALARMS = WireFormat.of(AlarmEvent.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String NO_ANSWER = "the ward does not answer";

    /**
     * How it watches.
     *
     * @param every how often it asks
     * @param limit how long an echo may take
     * @param startGrace how long the first one may take
     * @param alarms whether it writes its alarm into the log
     */
    public record Options(Duration every, Duration limit, Duration startGrace, boolean alarms) {

        /** As a ward is watched for good. */
        public static final Options STANDARD = new Options(EVERY, LIMIT, START_GRACE, true);
    }

    /** Hears what the watchman finds. */
    public interface Ear {

        /** Questions are answered again, or for the first time; the last one took so long, ms. */
        void hears(long tookMs);

        /** A question has had no answer for so long, ms. */
        void silence(long overdueMs, String why);
    }

    private final Installation installation;
    private final Topics topics;
    private final Console console;
    private final CanaryAlarm alarm;
    private final Ear ear;
    private final Canary canary;
    private final long everyMs;
    private final Thread asking;
    private final Thread listening;
    private volatile boolean ended;
    private volatile String trouble = NO_ANSWER;
    private boolean adopted;
    private boolean heardBefore;
    private boolean silent;

    private Watchman(Installation installation, Installation.Door door, Options options, Ear ear) {
        this.installation = installation;
        this.topics = installation.kafka().topics();
        this.console = new Console(door);
        this.alarm = new CanaryAlarm(installation, door.user(), options);
        this.ear = ear;
        this.everyMs = options.every().toMillis();
        this.canary =
                new Canary(options.limit().toMillis(), options.startGrace().toMillis());
        this.asking = new Thread(this::ask, "watchman-asks");
        this.listening = new Thread(this::listen, "watchman-listens");
        asking.setDaemon(true);
        listening.setDaemon(true);
    }

    /**
     * Begins to watch.
     *
     * @param installation what is watched
     * @param door how it asks at the broker
     * @param options how
     * @param ear hears what it finds, on the watchman's threads
     */
    public static Watchman start(Installation installation, Installation.Door door, Options options, Ear ear) {
        Watchman watchman = new Watchman(installation, door, options, ear);
        watchman.listening.start();
        watchman.asking.start();
        return watchman;
    }

    private static long nowMs() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    // ---- asking -----------------------------------------------------------------------------------

    private void ask() {
        long number = 0;
        try {
            while (!ended) {
                number++;
                long began = nowMs();
                synchronized (canary) {
                    canary.asked(number, began);
                }
                ask(number);
                TimeUnit.MILLISECONDS.sleep(Math.max(0, began + everyMs - nowMs()));
            }
        } catch (InterruptedException e) {
            LOG.debug("The watchman asks no more");
        }
    }

    private void ask(long number) throws InterruptedException {
        Care probe = new Care(CareAction.PROBE, Consoles.WATCHMAN, null, null, null, console.boot() + " " + number);
        try {
            console.say(probe, PATIENCE);
            trouble = NO_ANSWER;
        } catch (IOException e) {
            trouble = String.valueOf(e.getMessage());
            LOG.warn("The watchman cannot ask: {}", e.getMessage());
        } catch (RuntimeException e) {
            // Whatever it is: one who stops asking would find nothing wrong ever after.
            trouble = "the watchman cannot ask: " + e;
            LOG.error("The watchman cannot ask", e);
        }
    }

    // ---- listening --------------------------------------------------------------------------------

    private void listen() {
        try {
            while (!ended) {
                follow();
                TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
            }
        } catch (InterruptedException e) {
            LOG.debug("The watchman listens no more");
        }
    }

    /** Follows the echoes until it cannot any more. */
    private void follow() {
        if (!adopted) {
            try (LogReader log = new LogReader(installation.kafka())) {
                alarm.adopt(log);
                adopted = true;
            } catch (IOException | KafkaException e) {
                LOG.warn("The watchman cannot read the alarms: {}", e.getMessage());
            }
        }
        try (LogReader log = new LogReader(installation.kafka())) {
            log.follow(List.of(topics.probes()));
            while (!ended) {
                log.poll(POLL, echo -> heard(echo.value()));
                judge();
            }
        } catch (IOException | RuntimeException e) {
            if (!ended) {
                trouble = String.valueOf(e.getMessage());
                LOG.warn("The watchman cannot listen", e);
                judge();
            }
        }
    }

    private void heard(byte @Nullable [] value) {
        if (value == null || !(ALARMS.read(value) instanceof Decoded.Accepted<AlarmEvent> echo)) {
            return;
        }
        String question = echo.value().reason();
        String mine = console.boot() + " ";
        if (question != null && question.startsWith(mine)) {
            long number = Long.parseLong(question.substring(mine.length()));
            synchronized (canary) {
                canary.heard(number, nowMs());
            }
        }
    }

    /** Says what has changed. */
    private void judge() {
        Long since;
        Long tookMs;
        long now = nowMs();
        synchronized (canary) {
            canary.look(now);
            since = canary.overdueSince();
            tookMs = canary.tookMs();
        }
        if (since != null && !silent) {
            silent = true;
            ear.silence(now - since, trouble);
            alarm.raise(now - since, trouble);
        } else if (since == null && tookMs != null && (silent || !heardBefore)) {
            silent = false;
            heardBefore = true;
            ear.hears(tookMs);
            alarm.end();
        }
    }

    /** Ends. What it had raised stays: nobody knows that it is over. */
    @Override
    public void close() {
        ended = true;
        asking.interrupt();
        listening.interrupt();
        try {
            asking.join(PATIENCE.toMillis());
            listening.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
