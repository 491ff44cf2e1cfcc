package io.wardstream.jobs.backtest;

import io.wardstream.cep.SettingKey;
import io.wardstream.cep.VitalsValidity;
import io.wardstream.model.Acvpu;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.Care;
import io.wardstream.model.CareAction;
import io.wardstream.model.Setting;
import io.wardstream.model.SettingScope;
import io.wardstream.model.VitalsReading;
import io.wardstream.model.recorded.RecordedPatient;
import io.wardstream.model.recorded.Recording;
import io.wardstream.model.recorded.RecordingFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Recorded patients, each at several devices, in the order of their stamps and in orders in which a log may hand them over.
 *
 * <p>What may differ: how the devices' messages lie among each other, by up to a minute, and that some come again, up to a
 * minute later, with the stamp that they had or a later one. What may not: the stamps of the first copies, and the order of one
 * device's messages, whose numbers rise; what a number has overtaken is dropped by design and counted. The ward clock is never
 * ahead of a message that is still to come.
 */
final class ArrivalOrder {

    private static final long WITHIN_MS = 60_000;
    private static final String BOOT = "one";
    private static final double HOURLY_MS = Backtest.HOURLY_VALIDITY_MS;

    private final List<BedsideEvent> events = new ArrayList<>();
    private final List<Setting> settings = new ArrayList<>();
    private final long last;

    private ArrivalOrder(RecordingFormat format, List<RecordedPatient> patients) {
        patients.forEach(this::play);
        events.sort(Comparator.comparingLong(BedsideEvent::acceptedAt));
        last = events.get(events.size() - 1).acceptedAt();
        if (format.isCharted()) {
            for (SettingKey key :
                    List.of(VitalsValidity.CONTINUOUS_MS, VitalsValidity.CUFF_MS, VitalsValidity.TEMPERATURE_MS)) {
                settings.add(new Setting(SettingScope.SITE, "", key.name(), HOURLY_MS, "test", 0, "hourly", 0));
            }
        }
    }

    /** The patients of some files. */
    static ArrivalOrder of(RecordingFormat format, List<Path> files) {
        List<RecordedPatient> patients = new ArrayList<>();
        files.forEach(file -> patients.addAll(Recording.read(format, file).patients()));
        return new ArrivalOrder(format, patients);
    }

    /** The settings that go with them. */
    List<Setting> settings() {
        return settings;
    }

    /** As it was stamped, the clock close behind. */
    List<BedsideEvent> inOrder() {
        List<BedsideEvent> log = new ArrayList<>();
        long instant = Long.MIN_VALUE;
        for (BedsideEvent event : events) {
            if (instant != Long.MIN_VALUE && event.acceptedAt() > instant) {
                log.add(BedsideEvent.tick(event.acceptedAt() - 1));
            }
            instant = event.acceptedAt();
            log.add(event);
        }
        log.add(BedsideEvent.tick(last));
        return log;
    }

    private record Arrival(long at, BedsideEvent event) {}

    /** As it may arrive, the clock a minute behind. */
    List<BedsideEvent> shuffled(long seed) {
        Random random = new Random(seed);
        List<Arrival> arrivals = new ArrayList<>();
        Map<String, Long> reached = new HashMap<>();
        for (BedsideEvent event : events) {
            long at = Math.max(
                    event.acceptedAt() + random.nextLong(WITHIN_MS),
                    reached.getOrDefault(event.deviceId(), Long.MIN_VALUE));
            reached.put(event.deviceId(), at);
            arrivals.add(new Arrival(at, event));
            if (random.nextInt(10) == 0) {
                long again = at + random.nextLong(WITHIN_MS);
                arrivals.add(new Arrival(again, random.nextBoolean() ? event : stamped(event, again)));
            }
        }
        // Stable: what one device sends stays in its order, and a copy comes behind what it is a copy of.
        arrivals.sort(Comparator.comparingLong(Arrival::at));
        List<BedsideEvent> log = new ArrayList<>();
        long clock = Long.MIN_VALUE;
        for (Arrival arrival : arrivals) {
            long through = Math.min(arrival.at() - WITHIN_MS - 1, last);
            if (through > clock) {
                clock = through;
                log.add(BedsideEvent.tick(through));
            }
            log.add(arrival.event());
        }
        log.add(BedsideEvent.tick(last));
        return log;
    }

    /** A monitor's values come from three devices; a console tells what somebody saw and did. */
    private void play(RecordedPatient patient) {
        String id = patient.patientId();
        int told = 0;
        for (int i = 0; i < patient.rows().size(); i++) {
            VitalsReading all = patient.rows().get(i).vitals();
            long at = RecordedLog.BASE + patient.rows().get(i).offsetMs();
            add(
                    "ecg-" + id,
                    i,
                    at,
                    id,
                    VitalsReading.NONE.withHrBpm(all.hrBpm()).withRrPerMin(all.rrPerMin()));
            add(
                    "oximeter-" + id,
                    i,
                    at,
                    id,
                    VitalsReading.NONE.withPulseBpm(all.pulseBpm()).withSpo2Pct(all.spo2Pct()));
            add(
                    "cuff-" + id,
                    i,
                    at,
                    id,
                    new VitalsReading(
                            null,
                            null,
                            null,
                            null,
                            all.sysMmHg(),
                            all.diaMmHg(),
                            all.meanMmHg(),
                            all.tempC(),
                            all.fio2Pct()));
            if (i % 20 == 7) {
                CareAction action = i % 40 == 7 ? CareAction.OBSERVE : CareAction.ACKNOWLEDGE;
                Care care = action == CareAction.OBSERVE
                        ? new Care(action, "nurse-7", null, null, id, null, Acvpu.CONFUSION, i % 80 == 7)
                        : new Care(action, "nurse-7", null, null, id, null);
                add("console-" + id, told++, at, id, null, care);
            }
        }
    }

    private void add(String device, long seq, long at, String patientId, VitalsReading vitals) {
        if (!vitals.isEmpty()) {
            add(device, seq, at, patientId, vitals, null);
        }
    }

    private void add(String device, long seq, long at, String patientId, VitalsReading vitals, Care care) {
        events.add(new BedsideEvent(
                device,
                BOOT,
                seq,
                at,
                at,
                RecordedLog.WARD,
                null,
                null,
                patientId,
                null,
                vitals,
                care,
                null,
                null,
                null,
                null,
                null));
    }

    private static BedsideEvent stamped(BedsideEvent event, long at) {
        return new BedsideEvent(
                event.deviceId(),
                event.boot(),
                event.seq(),
                at,
                event.measuredAt(),
                event.ward(),
                event.bed(),
                event.lineId(),
                event.patientId(),
                event.infusion(),
                event.vitals(),
                event.care(),
                event.clamp(),
                event.presence(),
                event.tick(),
                event.batteryPct(),
                event.cuff());
    }
}
