package io.wardstream.connectors.mqtt.source.reader;

import io.wardstream.connectors.mqtt.internal.client.BrokerClient;
import io.wardstream.connectors.mqtt.internal.client.Delivery;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a session, from connect to disconnect; the next one gets a new client object and a new link.
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
    private final AtomicLong delivered = new AtomicLong();

    private volatile boolean alive = true;
    private volatile @Nullable Throwable lostBecause;
    private volatile long clockHeldUntil = Long.MIN_VALUE;
    private volatile long acknowledgedAtNanos = System.nanoTime() - FLUSH_NANOS;

    private @Nullable BrokerClient client;

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

    void client(BrokerClient value) {
        this.client = value;
    }

    BrokerClient client() {
        BrokerClient present = client;
        if (present == null) {
            throw new IllegalStateException("The link has no client yet");
        }
        return present;
    }

    long startTick() {
        return startTick;
    }

    /** A message came. Network thread. */
    void deliver(Delivery delivery) {
        if (outstanding.incrementAndGet() >= window) {
            holdClock();
        }
        delivered.lazySet(delivered.get() + 1);
        received.add(new Received(delivery, this, System.currentTimeMillis()));
        signal.run();
    }

    /** Takes the next message that came, or null. Fetcher's thread. */
    @Nullable
    Received poll() {
        return received.poll();
    }

    /** Tells the broker that a message is safe. Task's thread. */
    void acknowledge(Delivery delivery) {
        if (alive) {
            delivery.acknowledge();
            acknowledgedAtNanos = System.nanoTime();
            outstanding.decrementAndGet();
        }
    }

    /**
     * Waits until what was acknowledged is on its way. The client writes acknowledgements on its network thread and
     * does not tell when, and a disconnection overtakes them; the broker would then send again what a checkpoint has.
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

    /** Messages delivered over this connection. */
    long delivered() {
        return delivered.get();
    }

    private synchronized void holdClock() {
        clockHeldUntil = HELD;
    }

    /**
     * A tick is about to be published: if the window has room again, the clock may go on with this one. Ticking thread.
     */
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
