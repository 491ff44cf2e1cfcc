package io.wardstream.jobs.safety;

import io.wardstream.model.BagClass;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.Care;
import io.wardstream.model.ClampReport;
import io.wardstream.model.ClampState;
import io.wardstream.model.Cuff;
import io.wardstream.model.DeviceKind;
import io.wardstream.model.InfusionReading;
import io.wardstream.model.Limb;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.VitalsReading;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongToDoubleFunction;

/** Writes what the devices of a small ward say over some minutes, as the log has it: events in order, with ticks. */
final class WardScript {

    static final long START = 1_795_240_800_000L;

    private final List<BedsideEvent> events = new ArrayList<>();
    private final Map<String, Long> seqs = new HashMap<>();
    final List<RegistryEntry> registry = new ArrayList<>();

    WardScript bed(String name, BagClass bag) {
        registry.add(new RegistryEntry(
                "scale-" + name,
                DeviceKind.LOAD_CELL_WITH_CLAMP,
                "icu",
                name,
                "L-" + name,
                "P-" + name,
                START,
                bag,
                null,
                500.0,
                45.0,
                1.0,
                null));
        registry.add(new RegistryEntry(
                "monitor-" + name,
                DeviceKind.MONITOR,
                "icu",
                name,
                null,
                "P-" + name,
                START,
                null,
                null,
                null,
                null,
                null,
                null));
        return this;
    }

    private long seq(String device) {
        return seqs.merge(device, 1L, Long::sum) - 1;
    }

    /** A scale that speaks every 2 s from one second to another. */
    WardScript level(String bed, long fromS, long toS, LongToDoubleFunction mlAtSecond) {
        for (long s = fromS; s < toS; s += 2) {
            scale(bed, s * 1000, new InfusionReading(45 + mlAtSecond.applyAsDouble(s)), null, null);
        }
        return this;
    }

    WardScript level(String bed, long fromS, long toS, double ml) {
        return level(bed, fromS, toS, s -> ml);
    }

    WardScript care(String bed, long atMs, Care care) {
        return scale(bed, atMs, null, care, null);
    }

    WardScript clamp(String bed, long atMs, ClampState state, String commandId) {
        return scale(bed, atMs, null, null, new ClampReport(state, commandId, null));
    }

    private WardScript scale(String bed, long atMs, InfusionReading infusion, Care care, ClampReport clamp) {
        String device = "scale-" + bed;
        events.add(new BedsideEvent(
                device,
                "b",
                seq(device),
                START + atMs,
                START + atMs,
                "icu",
                bed,
                "L-" + bed,
                "P-" + bed,
                infusion,
                null,
                care,
                clamp,
                null,
                null));
        return this;
    }

    /** A monitor that speaks every 5 s from one second to another. */
    WardScript vitals(String bed, long fromS, long toS, VitalsReading vitals) {
        String device = "monitor-" + bed;
        for (long s = fromS; s < toS; s += 5) {
            events.add(new BedsideEvent(
                    device,
                    "b",
                    seq(device),
                    START + s * 1000,
                    START + s * 1000,
                    "icu",
                    bed,
                    null,
                    "P-" + bed,
                    null,
                    vitals,
                    null,
                    null,
                    null,
                    null));
        }
        return this;
    }

    /** The monitor says whether its cuff runs; it is on the limb with the bed's line. */
    WardScript cuff(String bed, long atS, boolean running) {
        String device = "monitor-" + bed;
        events.add(new BedsideEvent(
                device,
                "b",
                seq(device),
                START + atS * 1000,
                START + atS * 1000,
                "icu",
                bed,
                null,
                "P-" + bed,
                null,
                VitalsReading.NONE.withCuffRunning(running),
                null,
                null,
                null,
                null,
                null,
                new Cuff(running, Limb.LEFT_ARM, List.of("L-" + bed), false)));
        return this;
    }

    /**
     * The events in the order of their acceptance, each device's in the order of its numbers; with a tick every 100 ms.
     */
    List<BedsideEvent> log(long untilS) {
        List<BedsideEvent> sorted = new ArrayList<>(events);
        // The numbers were given in the order of writing; give them again in the order of time.
        sorted.sort(Comparator.comparingLong(BedsideEvent::acceptedAt));
        Map<String, Long> next = new HashMap<>();
        List<BedsideEvent> log = new ArrayList<>();
        long tick = START;
        for (BedsideEvent event : sorted) {
            while (tick <= event.acceptedAt()) {
                log.add(BedsideEvent.tick(tick - 1));
                tick += 100;
            }
            long seq = next.merge(event.deviceId(), 1L, Long::sum) - 1;
            log.add(Events.withIdentity(event, event.boot(), seq));
        }
        while (tick <= START + untilS * 1000) {
            log.add(BedsideEvent.tick(tick - 1));
            tick += 100;
        }
        return log;
    }

    /** Drains at a rate. */
    static LongToDoubleFunction draining(double startMl, double mlPerHour) {
        return s -> startMl - mlPerHour * s / 3600.0;
    }
}
