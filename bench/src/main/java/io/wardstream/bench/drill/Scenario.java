package io.wardstream.bench.drill;

import io.wardstream.bench.broker.BrokerKind;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One run, as its seed has it: the same seed is the same scenario. Any 24 seeds in a row have every fault on every
 * broker.
 *
 * @param seed what all the rest is drawn from
 * @param fault what is done
 * @param broker to which broker
 * @param filters topic filters, each a session of its own
 * @param devices devices, spread over the filters
 * @param ratePerSecond messages of all devices together
 * @param publishMs for how long devices publish
 * @param momentMs when, after they began, the fault comes
 * @param downMs how long what was ended stays away
 * @param parallelism of the source, to begin with
 * @param receiveMaximum the window of each session
 * @param abortedCheckpoints how many of the first checkpoints do not succeed
 * @param either which of two variants, where the fault has two
 */
public record Scenario(
        long seed,
        Fault fault,
        BrokerKind broker,
        int filters,
        int devices,
        int ratePerSecond,
        int publishMs,
        int momentMs,
        int downMs,
        int parallelism,
        int receiveMaximum,
        int abortedCheckpoints,
        boolean either) {

    /** Every checkpoint interval of a drill. */
    public static final int CHECKPOINT_MS = 1_000;

    /** How many messages wait in the sessions where the fault is that messages wait. */
    public static final int QUEUED = 10_000;

    /** How many messages nobody can read. */
    public static final int MALFORMED = 3_000;

    private static final int WIDE = 16_384;

    /** The scenario of a seed. */
    public static Scenario of(long seed) {
        Fault[] faults = Fault.values();
        BrokerKind[] brokers = BrokerKind.values();
        int pair = Math.floorMod(seed, faults.length * brokers.length);
        // Neighbours are different in both; the second half has the other broker for each fault.
        return of(seed, faults[pair % faults.length], brokers[(pair + pair / faults.length) % brokers.length]);
    }

    /** The scenario of a seed, if its fault and its broker are given. */
    public static Scenario of(long seed, Fault fault, BrokerKind broker) {
        SplittableRandom random = new SplittableRandom(seed * 0x9E37_79B9_7F4A_7C15L);
        int filters = fault == Fault.RESCALE ? 4 : random.nextInt(1, 5);
        int rate = random.nextInt(20, 61) * 10;
        // A device speaks five to ten times a second.
        int devices = Math.max(rate / random.nextInt(5, 11), fault == Fault.QUEUED_BEFORE_START ? 120 : 0);
        int publishMs = random.nextInt(7_000, 10_001);
        int momentMs = random.nextInt(2_000, 4_501);
        int downMs = random.nextInt(500, 2_501);
        int parallelism = fault == Fault.RESCALE ? 1 : random.nextInt(1, filters + 1);
        int aborted = random.nextInt(2, 5);
        boolean either = random.nextBoolean();
        int window = fault == Fault.WINDOW_EXHAUSTED ? Math.max(20, rate * CHECKPOINT_MS / 1_000 / filters / 2) : WIDE;
        return new Scenario(
                seed,
                fault,
                broker,
                filters,
                devices,
                rate,
                publishMs,
                momentMs,
                downMs,
                parallelism,
                window,
                fault == Fault.ABORTED_CHECKPOINTS ? aborted : 0,
                either);
    }

    /** How many messages devices publish at the rate. */
    public long messages() {
        return (long) ratePerSecond * publishMs / 1_000;
    }

    /** What begins the topics and client ids of this run: no other run may meet them at the broker. */
    public String prefix() {
        return "drill-" + seed;
    }

    /** The topic filters. */
    public List<String> topicFilters() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < filters; i++) {
            all.add("drill/" + seed + "/" + i + "/#");
        }
        return all;
    }

    /** Where a device publishes. */
    public String topic(int device) {
        return "drill/" + seed + "/" + device % filters + "/" + deviceName(device);
    }

    /** A device's name. */
    public static String deviceName(int device) {
        return "d" + device;
    }
}
