package io.wardstream.jobs.ingest;

import io.wardstream.jobs.control.ControlBook;
import io.wardstream.model.Cuff;
import io.wardstream.model.DeviceKind;
import io.wardstream.model.Limb;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.VitalsReading;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What a monitor's cuff presses on, by the registry: stamped on the monitor's message like its patient and its bed, so
 * that it is the same on every replay. Whoever does not know leaves it out: a cuff that presses on nothing hides
 * nothing. Pure.
 */
final class CuffPlace {

    private CuffPlace() {}

    /** What the cuff presses on, or null if the monitor says nothing of it, or if it is not known or in doubt. */
    static @Nullable Cuff of(RegistryEntry monitor, @Nullable VitalsReading vitals, ControlBook book) {
        Boolean running = vitals == null ? null : vitals.cuffRunning();
        Limb limb = monitor.limb();
        String patient = monitor.patientId();
        if (running == null || limb == null || patient == null || monitor.kind() != DeviceKind.MONITOR) {
            return null;
        }
        if (monitor.lineId() != null && book.conflictOf(monitor.lineId()) != null) {
            return null;
        }
        return new Cuff(running, limb, new ArrayList<>(book.linesOn(patient, limb)), limb == monitor.spo2Limb());
    }
}
