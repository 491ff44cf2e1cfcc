package io.wardstream.bench.drill;

import io.wardstream.bench.drill.job.Reading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Holds what the broker acknowledged to the devices against what the job wrote. Pure.
 *
 * <p>What a device sent and the broker did not acknowledge may come out or not; what it never sent may not.
 */
public final class Oracle {

    private static final int NAMED = 10;

    private Oracle() {}

    /**
     * How a run went.
     *
     * @param acknowledged messages that the broker acknowledged to their devices
     * @param committed readings in the committed output
     * @param lost acknowledged, and not in the output
     * @param duplicates in the output more than once
     * @param unexpected in the output though no device sent them
     * @param orderViolations readings that left the source for the first time after a later one of the same device
     * @param orderExcused the same, where the broker is known not to keep the order by itself
     * @param raw readings that left the source
     * @param rawDuplicates of those, how many had left it before
     * @param missing the first few that were lost
     */
    public record Verdict(
            long acknowledged,
            long committed,
            long lost,
            long duplicates,
            long unexpected,
            long orderViolations,
            long orderExcused,
            long raw,
            long rawDuplicates,
            List<Reading> missing) {

        /**
         * Whether nothing is wrong.
         *
         * @param rawDuplicatesBound how many readings may have left the source more than once
         */
        public boolean holds(long rawDuplicatesBound) {
            return lost == 0
                    && duplicates == 0
                    && unexpected == 0
                    && orderViolations == 0
                    && rawDuplicates <= rawDuplicatesBound;
        }
    }

    /**
     * A reading that left the source.
     *
     * @param reading which
     * @param orderIsAsked whether it had to come in its turn
     */
    public record Sight(Reading reading, boolean orderIsAsked) {}

    /**
     * Judges.
     *
     * @param acknowledged per device, the messages that the broker acknowledged
     * @param sent per device, the last message that it sent
     * @param committed the committed output, in any order
     * @param raw what left the source, each device's readings in the order in which they did
     */
    public static Verdict judge(
            Map<String, Set<Long>> acknowledged, Map<String, Long> sent, List<Reading> committed, List<Sight> raw) {
        long duplicates = 0;
        long unexpected = 0;
        Set<Reading> out = new HashSet<>();
        for (Reading reading : committed) {
            if (!out.add(reading)) {
                duplicates++;
            }
            if (reading.seq() < 1 || reading.seq() > sent.getOrDefault(reading.device(), 0L)) {
                unexpected++;
            }
        }
        long total = 0;
        long lost = 0;
        List<Reading> missing = new ArrayList<>();
        for (Map.Entry<String, Set<Long>> device : new TreeMap<>(acknowledged).entrySet()) {
            total += device.getValue().size();
            for (long seq : device.getValue().stream().sorted().toList()) {
                Reading reading = new Reading(device.getKey(), seq);
                if (!out.contains(reading)) {
                    lost++;
                    if (missing.size() < NAMED) {
                        missing.add(reading);
                    }
                }
            }
        }
        Set<Reading> seen = new HashSet<>();
        Map<String, Long> highest = new HashMap<>();
        long violations = 0;
        long excused = 0;
        for (Sight sight : raw) {
            Reading reading = sight.reading();
            if (seen.add(reading)) {
                long before = highest.getOrDefault(reading.device(), 0L);
                if (reading.seq() < before) {
                    if (sight.orderIsAsked()) {
                        violations++;
                    } else {
                        excused++;
                    }
                }
                highest.put(reading.device(), Math.max(before, reading.seq()));
            }
        }
        return new Verdict(
                total,
                committed.size(),
                lost,
                duplicates,
                unexpected,
                violations,
                excused,
                raw.size(),
                raw.size() - seen.size(),
                List.copyOf(missing));
    }

    /**
     * How many readings may leave the source more than once. Each time that a session starts again over a failure, that
     * is what was handed on since the last checkpoint whose acknowledgements reached the broker: its share of an
     * interval's and a checkpoint's time worth of messages, of what goes on until the failure is noticed, and of what
     * was waiting; and never more than its window holds. Devices add what they sent again because the broker died
     * before it could acknowledge.
     *
     * @param sessionFailures how often a session started again over a failure: of the task, the connection or the
     *     broker
     * @param sessions how many sessions there are; the messages are spread over them
     * @param ratePerSecond how many messages came in a second, in all
     * @param spanMs the checkpoint interval, the longest checkpoint and the time until a failure is noticed
     * @param waiting how many messages were waiting, in all
     * @param window what a session may hold unacknowledged
     * @param sentAgain what devices sent more than once
     */
    public static long mayRepeat(
            long sessionFailures,
            long sessions,
            long ratePerSecond,
            long spanMs,
            long waiting,
            long window,
            long sentAgain) {
        long inAll = ratePerSecond * spanMs + waiting * 1_000;
        long each = (inAll + sessions * 1_000 - 1) / (sessions * 1_000);
        return sessionFailures * Math.min(each, window) + sentAgain;
    }
}
