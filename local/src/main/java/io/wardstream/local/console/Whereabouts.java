package io.wardstream.local.console;

import io.wardstream.model.RegistryEntry;
import io.wardstream.model.SettingScope;
import io.wardstream.model.Subject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who and what is in the house, and where: the newest registry entry of each device. Not thread-safe. */
public final class Whereabouts {

    private final Map<String, RegistryEntry> devices = new LinkedHashMap<>();

    /** A registry entry, in the order of the log. */
    public void take(RegistryEntry entry) {
        devices.put(entry.deviceId(), entry);
    }

    /** The entry of a device that belongs to the house. */
    public Optional<RegistryEntry> device(String deviceId) {
        return active().filter(entry -> entry.deviceId().equals(deviceId)).findFirst();
    }

    /** The devices that belong to the house. */
    public Stream<RegistryEntry> active() {
        return devices.values().stream().filter(RegistryEntry::active);
    }

    /** Whether the registry knows a ward, a patient or a line. */
    public boolean knows(Scope scope) {
        return scope.kind() == SettingScope.SITE || at(scope).findAny().isPresent();
    }

    /** Whether a line has a clamp that can be commanded. */
    public boolean hasClamp(String lineId) {
        return at(new Scope(SettingScope.LINE, lineId))
                .anyMatch(entry -> entry.kind().hasClamp());
    }

    /** The place that a scope is: what holds for it is what holds there. */
    public Subject subject(Scope scope) {
        if (scope.kind() == SettingScope.SITE) {
            return new Subject("site", "", null, null, null, null);
        }
        if (scope.kind() == SettingScope.WARD) {
            return new Subject("ward", scope.id(), null, null, null, null);
        }
        RegistryEntry entry = at(scope).findFirst().orElse(null);
        String ward = entry == null ? "" : entry.ward();
        String bed = entry == null ? null : entry.bed();
        if (scope.kind() == SettingScope.PATIENT) {
            return new Subject(Subject.patientKey(scope.id()), ward, bed, null, scope.id(), null);
        }
        String patient = entry == null ? null : entry.patientId();
        return new Subject(Subject.lineKey(scope.id()), ward, bed, scope.id(), patient, null);
    }

    /** Whether what is set for the wider scope reaches the narrower one. */
    public boolean reaches(Scope wider, Scope narrower) {
        Subject there = subject(narrower);
        return switch (wider.kind()) {
            case SITE -> true;
            case WARD -> wider.id().equals(there.ward());
            case PATIENT -> wider.id().equals(there.patientId());
            case LINE -> wider.id().equals(there.lineId());
        };
    }

    private Stream<RegistryEntry> at(Scope scope) {
        return active().filter(entry -> scope.id().equals(idIn(entry, scope.kind())));
    }

    private static @Nullable String idIn(RegistryEntry entry, SettingScope kind) {
        return switch (kind) {
            case SITE -> "";
            case WARD -> entry.ward();
            case PATIENT -> entry.patientId();
            case LINE -> entry.namedLineId();
        };
    }
}
