package io.wardstream.jobs.ingest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Running numbers for devices that have none (ADR 11). A message's number is the beat of the ward clock at which the
 * broker took it, and its place among the different things that the device said at that beat:
 * {@code acceptedAt × 100,000 + place}.
 *
 * <p>A story with numbers. At beat 1000 a scale says 612.4, 612.1 and 612.4 again: numbers 100000000, 100000001 and,
 * since it says nothing new, 100000000, which every reader takes for a repeat. At beat 1100 it says 612.4: 110000000, a
 * reading of its own, though it is the same. The job fails and goes on from a checkpoint between 612.4 and 612.1; the
 * broker delivers 612.1 again, stamped 1000 as before, and because what was said at beat 1000 is in the state it gets
 * 100000001 as before.
 *
 * <p>So a message that is delivered again after a restore is a repeat, and two equal readings at one beat count as one.
 * Not recognized is what a broker delivers again after a lost connection while the job goes on: it comes under a later
 * beat, and is one reading more. Nothing tells it from an equal reading, and to lose a reading is worse than to have
 * one twice.
 *
 * <p>Bounded: one beat of each device, at most {@link #MAX_PLACES} fingerprints. Not thread-safe.
 */
final class MessageNumbers {

    /** What is put in the place of a boot. */
    static final String BOOT = "accepted";

    /** How many different messages of one device can be told apart at one beat. */
    static final int MAX_PLACES = 100_000;

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final Map<String, Beat> beats = new HashMap<>();

    private static final class Beat {
        private final long acceptedAt;
        private final Map<Long, Integer> places = new LinkedHashMap<>(2);

        Beat(long acceptedAt) {
            this.acceptedAt = acceptedAt;
        }
    }

    /**
     * The number of a message.
     *
     * @param part which of the events in the payload it is
     * @return empty if the device said too much at one beat
     */
    OptionalLong number(String deviceId, RawMessage raw, int part) {
        Beat beat = beats.get(deviceId);
        if (beat == null || beat.acceptedAt != raw.acceptedAt) {
            beat = new Beat(raw.acceptedAt);
            beats.put(deviceId, beat);
        }
        Long fingerprint = fingerprint(raw, part);
        Integer place = beat.places.get(fingerprint);
        if (place == null) {
            if (beat.places.size() == MAX_PLACES) {
                return OptionalLong.empty();
            }
            place = beat.places.size();
            beat.places.put(fingerprint, place);
        }
        return OptionalLong.of(raw.acceptedAt * MAX_PLACES + place);
    }

    /** FNV-1a of topic, payload and part. */
    private static long fingerprint(RawMessage raw, int part) {
        long hash = fnv(FNV_OFFSET, raw.topic.getBytes(StandardCharsets.UTF_8));
        hash = fnv((hash ^ 0xff) * FNV_PRIME, raw.payload);
        return (hash ^ part) * FNV_PRIME;
    }

    private static long fnv(long hash, byte[] bytes) {
        long result = hash;
        for (byte b : bytes) {
            result = (result ^ (b & 0xff)) * FNV_PRIME;
        }
        return result;
    }

    /** What has to outlive the job. */
    List<TickMemory> snapshot() {
        List<TickMemory> memories = new ArrayList<>(beats.size());
        beats.forEach((device, beat) -> memories.add(new TickMemory(
                device,
                beat.acceptedAt,
                beat.places.keySet().stream().mapToLong(Long::longValue).toArray())));
        return memories;
    }

    /**
     * Takes up what was left; of several memories of a device the latest and longest, because after a change of
     * parallelism every subtask keeps what all of them knew.
     */
    void restore(Iterable<TickMemory> memories) {
        for (TickMemory memory : memories) {
            Beat known = beats.get(memory.deviceId);
            if (known == null
                    || memory.acceptedAt > known.acceptedAt
                    || (memory.acceptedAt == known.acceptedAt && memory.fingerprints.length > known.places.size())) {
                Beat beat = new Beat(memory.acceptedAt);
                for (long fingerprint : memory.fingerprints) {
                    beat.places.put(fingerprint, beat.places.size());
                }
                beats.put(memory.deviceId, beat);
            }
        }
    }
}
