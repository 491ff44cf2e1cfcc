package io.wardstream.jobs.safety;

import io.wardstream.cep.AssociationConflict;
import io.wardstream.cep.SettingsView;
import io.wardstream.jobs.control.ControlBook;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import org.jspecify.annotations.Nullable;

/**
 * Notices that it is in doubt whose device this is (clinical catalogue T10): what the registry contradicts itself
 * about, and readings of those who were discharged. Two readings in a row say it, one ends it. It changes nothing about
 * where the readings go. Pure: state in, sign out.
 */
final class AssociationWatch {

    private static final int READINGS = 2;

    private AssociationWatch() {}

    /**
     * A reading of the device.
     *
     * @param dischargedAt when the device's line or patient was last discharged, or null
     */
    static @Nullable Sign look(
            DeviceState device,
            BedsideEvent event,
            RegistryEntry entry,
            @Nullable Long dischargedAt,
            ControlBook book,
            SettingsView settings) {
        if (event.infusion() == null && event.vitals() == null) {
            return null;
        }
        String conflict = conflict(event, entry, dischargedAt, book, settings);
        ConflictState state = device.conflict;
        if (conflict == null) {
            device.conflict = null;
            return state == null || !state.said
                    ? null
                    : Sign.of(SignKind.ASSOCIATION_RESOLVED, event, settings.version())
                            .since(state.againstSince);
        }
        if (state == null) {
            state = new ConflictState();
            state.againstSince = event.acceptedAt();
            device.conflict = state;
        }
        if (state.said || ++state.against < READINGS) {
            return null;
        }
        state.said = true;
        String patient = event.patientId();
        return Sign.of(SignKind.ASSOCIATION_CONFLICT, event, settings.version())
                .since(state.againstSince)
                .because(conflict + "; readings go to "
                        + (patient != null ? patient : event.subject().key()));
    }

    private static @Nullable String conflict(
            BedsideEvent event,
            RegistryEntry entry,
            @Nullable Long dischargedAt,
            ControlBook book,
            SettingsView settings) {
        String line = entry.namedLineId();
        String ofLine = line == null ? null : book.conflictOf(line);
        if (ofLine != null) {
            return ofLine;
        }
        boolean left = dischargedAt != null
                && entry.since() <= dischargedAt
                && event.acceptedAt() - dischargedAt
                        > AssociationConflict.Limits.from(settings).dischargedMs();
        return left ? "discharged, and the device still sends" : null;
    }
}
