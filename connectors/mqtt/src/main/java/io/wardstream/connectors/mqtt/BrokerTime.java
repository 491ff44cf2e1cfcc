package io.wardstream.connectors.mqtt;

import io.wardstream.connectors.mqtt.internal.TopicFilters;
import java.io.Serial;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Gives messages what MQTT does not: the time at which the broker took them, and event time that goes on when every
 * device is silent and stands still when a session is not read.
 *
 * <p>Each split publishes a small <em>tick</em>, the present time, on a topic inside its own filter, and receives it
 * back in order among the devices' messages. A message is stamped with the last tick received before it: at most one
 * interval too early, never too late. The split's watermark is its last tick − 1 ms. The last tick is part of the
 * split's state, so a message that is delivered again is stamped as before.
 *
 * <p>A story with numbers. Ticks 1000, 1100 and 1200 were received, a message after 1200 is stamped 1200, the watermark
 * is 1199. The session is held up for 30 s: no tick comes, the watermark stays 1199, nothing behind the source believes
 * that time has passed. Then everything comes at once in the order in which the broker took it: ticks 1300, 1400 … with
 * the messages between them, and each message has the time at which it was sent and not that at which it was read.
 *
 * <p>Brokers are not strictly first-in-first-out once a session's window was full. While it is, and until a tick comes
 * that was published after it no longer was, the split's clock therefore stands still.
 *
 * <p>Cost: one small message each way per split and interval. Needs: one filter a split (a broker keeps order within
 * one subscription only), and the permission to publish on the tick topic, which no device may have.
 */
public final class BrokerTime implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    /** The topic level that ticks are published under. Topics with this level are never handed on. */
    public static final String TICK_LEVEL = "_tick";

    private final Duration interval;
    private final TickClock clock;

    private BrokerTime(Duration interval, TickClock clock) {
        if (interval.toMillis() < 1) {
            throw new IllegalArgumentException("The tick interval must be at least 1 ms, not " + interval);
        }
        this.interval = interval;
        this.clock = clock;
    }

    /** Ticks at an interval; 100 ms is a good one. */
    public static BrokerTime every(Duration interval) {
        return new BrokerTime(interval, TickClock.monotonic());
    }

    /** The same with another clock, for simulations and tests. */
    public BrokerTime withClock(TickClock other) {
        return new BrokerTime(interval, other);
    }

    /** The time between two ticks. */
    public Duration interval() {
        return interval;
    }

    /** The clock of the ticks. */
    public TickClock clock() {
        return clock;
    }

    /**
     * The topic on which a split ticks: its filter with {@value #TICK_LEVEL} and the split's client id in the place of
     * the wildcards, so that the filter matches it.
     *
     * @throws IllegalArgumentException if the filter does not end in {@code #}: then there is no room for a tick
     */
    public static String tickTopic(String filter, String clientId) {
        if (!filter.endsWith("/#")) {
            throw new IllegalArgumentException(
                    "Broker time needs filters that end in /#, so that a tick topic fits in: " + filter);
        }
        String head = filter.substring(0, filter.length() - 2);
        return String.join("/", TopicFilters.replaceSingleLevels(head, TICK_LEVEL), TICK_LEVEL, clientId);
    }

    /** Whether a topic carries ticks: this split's or another one's. */
    public static boolean isTick(String topic) {
        return topic.contains("/" + TICK_LEVEL + "/");
    }

    /** A tick's payload. */
    public static byte[] encode(long timeMs) {
        return Long.toString(timeMs).getBytes(StandardCharsets.US_ASCII);
    }

    /** The time in a tick's payload; empty if it is none. */
    public static OptionalLong decode(byte[] payload) {
        if (payload.length == 0 || payload.length > 18) {
            return OptionalLong.empty();
        }
        long time = 0;
        for (byte b : payload) {
            if (b < '0' || b > '9') {
                return OptionalLong.empty();
            }
            time = time * 10 + (b - '0');
        }
        return OptionalLong.of(time);
    }
}
