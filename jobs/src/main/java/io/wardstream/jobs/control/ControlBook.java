package io.wardstream.jobs.control;

import io.wardstream.cep.SettingsBook;
import io.wardstream.cep.SettingsView;
import io.wardstream.model.DeviceKind;
import io.wardstream.model.Limb;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Setting;
import io.wardstream.model.Subject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registry and the settings as one subtask knows them. In memory; filled from the snapshot and kept up by the
 * stream. Not thread-safe.
 */
public final class ControlBook {

    private static final Logger LOG = LoggerFactory.getLogger(ControlBook.class);

    private final Map<String, RegistryEntry> byDevice = new HashMap<>();
    private final Map<String, RegistryEntry> clampByLine = new HashMap<>();
    private final Map<String, Map<String, RegistryEntry>> onLine = new HashMap<>();
    private final Map<String, String> conflicts = new HashMap<>();
    private final Map<String, Map<String, RegistryEntry>> onPatient = new HashMap<>();
    private final SettingsBook settings = new SettingsBook();

    /** Takes a fact in; a setting that is not valid is refused with a word in the log and changes nothing. */
    public void take(ControlFact fact) {
        RegistryEntry entry = fact.entry();
        if (entry != null) {
            take(entry);
        }
        Setting setting = fact.setting();
        if (setting != null) {
            String refusal = settings.apply(setting);
            if (refusal != null) {
                LOG.warn("Setting version {} is refused: {}", setting.version(), refusal);
            }
        }
    }

    private void take(RegistryEntry entry) {
        RegistryEntry before = byDevice.put(entry.deviceId(), entry);
        if (before != null && before.kind().hasClamp()) {
            clampByLine.remove(before.namedLineId(), before);
        }
        String line = entry.namedLineId();
        if (entry.active() && entry.kind().hasClamp() && line != null) {
            clampByLine.put(line, entry);
        }
        String patientBefore = before == null ? null : before.patientId();
        if (patientBefore != null) {
            onPatient.computeIfPresent(patientBefore, (id, there) -> {
                there.remove(entry.deviceId());
                return there.isEmpty() ? null : there;
            });
        }
        if (entry.active() && entry.patientId() != null) {
            onPatient.computeIfAbsent(entry.patientId(), id -> new TreeMap<>()).put(entry.deviceId(), entry);
        }
        String lineBefore = before == null ? null : before.namedLineId();
        if (lineBefore != null) {
            Map<String, RegistryEntry> left = onLine.get(lineBefore);
            if (left != null && left.remove(entry.deviceId()) != null) {
                lookForConflict(lineBefore, left);
            }
        }
        if (line != null && entry.active() && entry.kind() != DeviceKind.STAFF_TERMINAL) {
            Map<String, RegistryEntry> there = onLine.computeIfAbsent(line, id -> new TreeMap<>());
            there.put(entry.deviceId(), entry);
            lookForConflict(line, there);
        }
    }

    private void lookForConflict(String line, Map<String, RegistryEntry> there) {
        Set<String> patients = new TreeSet<>();
        List<String> scales = new ArrayList<>(1);
        List<String> clamps = new ArrayList<>(1);
        for (RegistryEntry entry : there.values()) {
            if (entry.patientId() != null) {
                patients.add(entry.patientId());
            }
            if (entry.kind().weighs()) {
                scales.add(entry.deviceId());
            }
            if (entry.kind().hasClamp()) {
                clamps.add(entry.deviceId());
            }
        }
        String conflict = patients.size() > 1
                ? "the line has patients " + String.join(" and ", patients)
                : scales.size() > 1
                        ? "the line has load cells " + String.join(" and ", scales)
                        : clamps.size() > 1 ? "the line has clamps " + String.join(" and ", clamps) : null;
        if (conflict == null) {
            conflicts.remove(line);
        } else {
            conflicts.put(line, conflict);
        }
        if (there.isEmpty()) {
            onLine.remove(line);
        }
    }

    /** The entry of a device that belongs to the ward, or null. */
    public @Nullable RegistryEntry device(String deviceId) {
        RegistryEntry entry = byDevice.get(deviceId);
        return entry != null && entry.active() ? entry : null;
    }

    /** The newest entry of a device, whether or not it still belongs to the ward; null if there never was one. */
    public @Nullable RegistryEntry entry(String deviceId) {
        return byDevice.get(deviceId);
    }

    /** The entry of the clamp on a line, or null. */
    public @Nullable RegistryEntry clampOf(String lineId) {
        return clampByLine.get(lineId);
    }

    /**
     * What the registry contradicts itself about on a line, or null. Looked for when an entry changes, not when it is
     * asked.
     */
    public @Nullable String conflictOf(String lineId) {
        return conflicts.get(lineId);
    }

    /** The lines that run into a patient. */
    public Set<String> linesOf(String patientId) {
        Set<String> lines = new TreeSet<>();
        for (RegistryEntry entry : devicesOf(patientId)) {
            String line = entry.namedLineId();
            if (line != null) {
                lines.add(line);
            }
        }
        return lines;
    }

    /**
     * The lines that surely run into a limb of a patient: each device on them that says where, says that limb, and the
     * registry does not contradict itself about them.
     */
    public List<String> linesOn(String patientId, Limb limb) {
        Map<String, Set<Limb>> limbs = new TreeMap<>();
        for (RegistryEntry entry : devicesOf(patientId)) {
            String line = entry.effectiveLineId();
            if (line != null
                    && entry.limb() != null
                    && (entry.kind().weighs() || entry.kind().hasClamp())) {
                limbs.computeIfAbsent(line, id -> EnumSet.noneOf(Limb.class)).add(entry.limb());
            }
        }
        return limbs.entrySet().stream()
                .filter(line -> line.getValue().equals(EnumSet.of(limb)) && conflictOf(line.getKey()) == null)
                .map(Map.Entry::getKey)
                .toList();
    }

    private Collection<RegistryEntry> devicesOf(String patientId) {
        return onPatient.getOrDefault(patientId, Map.of()).values();
    }

    /** The settings in force for a subject. */
    public SettingsView settingsFor(Subject subject) {
        return settings.viewFor(subject);
    }

    /** How many devices are known, with those that have left. */
    public int devices() {
        return byDevice.size();
    }
}
