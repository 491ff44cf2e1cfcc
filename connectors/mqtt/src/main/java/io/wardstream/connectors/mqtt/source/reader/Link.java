package io.wardstream.connectors.mqtt.source.reader;

import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a session, from connect to disconnect; the next one gets a new client object and a new link.
 * (A client that reconnects by itself keeps its old incoming messages, and together with the ones that come again they
 * exceed the receive maximum.)
 *
 * <p>Three threads meet here: the client's network thread delivers and must never wait; the fetcher's thread takes; the
 * task's thread acknowledges. A ticking thread asks whether the clock may go on.
 */
final class Link {

    private static final long HELD = Long.MAX_VALUE;

    /** So long an acknowledgement may take from the client's hands to the network. */
    private static final long FLUSH_NANOS = 250_000_000L;

    private final int window;
    private final long startTick;
    private final Runnable signal;
    private final ConcurrentLinkedQueue<Received> received = new ConcurrentLinkedQueue<>();
    private final AtomicInteger outstanding = new AtomicInteger();

    private volatile boolean alive = true;
    private volatile @Nullable Throwable lostBecause;
    private volatile long clockHeldUntil = Long.MIN_VALUE;
    private volatile long windowFullCount;
    private volatile long acknowledgedAtNanos = System.nanoTime() - FLUSH_NANOS;

    private @Nullable Mqtt5AsyncClient client;

    /**
     * @param window the receive maximum: the broker sends no more than this without acknowledgements
     * @param startTick the tick clock's time before the session was begun, for messages in front of the first tick
     * @param signal called when there is something to take or to see to
     */
    Link(int window, long startTick, Runnable signal) {
        this.window = window;
        this.startTick = startTick;
        this.signal = signal;
    }

    void client(Mqtt5AsyncClient value) {
        this.client = value;
    }

    Mqtt5AsyncClient client() {
        Mqtt5AsyncClient present = client;
        if (present == null) {
            throw new IllegalStateException("The link has no client yet");
        }
        return present;
    }

    long startTick() {
        return startTick;
    }

    /**
     * A message came. Network thread.
     *
     * @param acknowledgement tells the broker that the message is safe
     */
    void deliver(Mqtt5Publish publish, Runnable acknowledgement) {
        if (outstanding.incrementAndGet() >= window) {
            holdClock();
        }
        received.add(new Received(publish, acknowledgement, this, System.currentTimeMillis()));
        signal.run();
    }

    /** Takes what came, at most {@code max}. Fetcher's thread. */
    int drainTo(List<Received> target, int max) {
        int count = 0;
        while (count < max) {
            Received next = received.poll();
            if (next == null) {
                break;
            }
            target.add(next);
            count++;
        }
        return count;
    }

    /** Tells the broker that a message is safe. Task's thread. */
    void acknowledge(Runnable acknowledgement) {
        if (alive) {
            acknowledgement.run();
            acknowledgedAtNanos = System.nanoTime();
            outstanding.decrementAndGet();
        }
    }

    /**
     * Waits until what was acknowledged is on its way. The client writes acknowledgements on its network thread and does not
     * tell when, and a disconnection overtakes them; the broker would then send again what a checkpoint has.
     */
    void flush() throws InterruptedException {
        long left = acknowledgedAtNanos + FLUSH_NANOS - System.nanoTime();
        if (left > 0) {
            TimeUnit.NANOSECONDS.sleep(left);
        }
    }

    /** The connection is gone. Network thread. */
    void lost(Throwable cause) {
        lostBecause = cause;
        alive = false;
        signal.run();
    }

    /** Nothing more may go over this link. Fetcher's thread. */
    void retire() {
        alive = false;
    }

    boolean isAlive() {
        return alive;
    }

    @Nullable
    Throwable lostBecause() {
        return lostBecause;
    }

    /** Messages delivered and not acknowledged. */
    int outstanding() {
        return outstanding.get();
    }

    int window() {
        return window;
    }

    /** How often a message filled the window. */
    long windowFullCount() {
        return windowFullCount;
    }

    private synchronized void holdClock() {
        windowFullCount++;
        clockHeldUntil = HELD;
    }

    /** A tick is about to be published: if the window has room again, the clock may go on with this one. Ticking thread. */
    synchronized void ticking(long tick) {
        if (clockHeldUntil == HELD && outstanding.get() < window) {
            clockHeldUntil = tick;
        }
    }

    /** Whether a tick that was received may move the clock: not while the window is full, and not from before then. */
    boolean mayAdvanceTo(long tick) {
        return tick >= clockHeldUntil;
    }
}
