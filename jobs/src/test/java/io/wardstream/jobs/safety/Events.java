package io.wardstream.jobs.safety;

import io.wardstream.model.BagClass;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.Care;
import io.wardstream.model.CareAction;
import io.wardstream.model.ClampReport;
import io.wardstream.model.ClampState;
import io.wardstream.model.Cuff;
import io.wardstream.model.DeviceKind;
import io.wardstream.model.InfusionReading;
import io.wardstream.model.Limb;
import io.wardstream.model.Presence;
import io.wardstream.model.PresenceState;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.VitalsReading;
import java.util.List;

/** Bedside events for tests: one bed with a scale with a clamp, and a monitor. Tare 45 g, 1 g/mL. */
public final class Events {

    public static final RegistryEntry SCALE = new RegistryEntry(
            "scale-1",
            DeviceKind.LOAD_CELL_WITH_CLAMP,
            "icu",
            "b1",
            "l1",
            "p1",
            0,
            BagClass.MAINTENANCE_CRYSTALLOID,
            null,
            500.0,
            45.0,
            1.0,
            null);
    static final RegistryEntry MONITOR = new RegistryEntry(
            "monitor-1", DeviceKind.MONITOR, "icu", "b1", null, "p1", 0, null, null, null, null, null, null);

    private long seq;

    public BedsideEvent level(long at, double levelMl) {
        return mass(at, 45 + levelMl);
    }

    public BedsideEvent mass(long at, double massG) {
        return scale(at, new InfusionReading(massG), null, null, null);
    }

    BedsideEvent care(long at, CareAction action) {
        return care(at, Care.of(action, "nurse-7"));
    }

    BedsideEvent care(long at, Care care) {
        return scale(at, null, care, null, null);
    }

    BedsideEvent clamp(long at, ClampState state, String commandId) {
        return clamp(at, new ClampReport(state, commandId, null));
    }

    BedsideEvent clamp(long at, ClampReport report) {
        return scale(at, null, null, report, null);
    }

    BedsideEvent presence(long at, PresenceState state) {
        return scale(at, null, null, null, new Presence(state));
    }

    private BedsideEvent scale(long at, InfusionReading infusion, Care care, ClampReport clamp, Presence presence) {
        return new BedsideEvent(
                "scale-1", "b", seq++, at, at, "icu", "b1", "l1", "p1", infusion, null, care, clamp, presence, null);
    }

    BedsideEvent vitals(long at, VitalsReading vitals) {
        return monitor(at, at, vitals, null);
    }

    BedsideEvent monitor(long at, long measuredAt, VitalsReading vitals, Cuff cuff) {
        return new BedsideEvent(
                "monitor-1",
                "b",
                seq++,
                at,
                measuredAt,
                "icu",
                "b1",
                null,
                "p1",
                null,
                vitals,
                null,
                null,
                null,
                null,
                null,
                cuff);
    }

    BedsideEvent spo2(long at, double pct) {
        return vitals(at, VitalsReading.NONE.withSpo2Pct(pct));
    }

    BedsideEvent hr(long at, double bpm) {
        return vitals(at, VitalsReading.NONE.withHrBpm(bpm));
    }

    static BedsideEvent withIdentity(BedsideEvent event, String boot, long seq) {
        return new BedsideEvent(
                event.deviceId(),
                boot,
                seq,
                event.acceptedAt(),
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

    /** A monitor's word on its cuff, which is on the left arm with the line. */
    public BedsideEvent cuff(long at, long measuredAt, boolean running) {
        Cuff cuff = new Cuff(running, Limb.LEFT_ARM, List.of("l1"), false);
        return monitor(at, measuredAt, VitalsReading.NONE.withCuffRunning(running), cuff);
    }
}
