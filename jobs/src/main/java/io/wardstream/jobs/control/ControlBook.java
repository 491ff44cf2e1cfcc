package io.wardstream.jobs.control;

import io.wardstream.cep.SettingsBook;
import io.wardstream.cep.SettingsView;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Setting;
import io.wardstream.model.Subject;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registry and the settings as one subtask knows them. In memory; filled from the snapshot and kept up by the stream.
 * Not thread-safe.
 */
public final class ControlBook {

    private static final Logger LOG = LoggerFactory.getLogger(ControlBook.class);

    private final Map<String, RegistryEntry> byDevice = new HashMap<>();
    private final Map<String, RegistryEntry> clampByLine = new HashMap<>();
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
            clampByLine.remove(before.effectiveLineId(), before);
        }
        String line = entry.effectiveLineId();
        if (entry.active() && entry.kind().hasClamp() && line != null) {
            clampByLine.put(line, entry);
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

    /** The lines that run into a patient. */
    public Set<String> linesOf(String patientId) {
        Set<String> lines = new TreeSet<>();
        for (RegistryEntry entry : byDevice.values()) {
            String line = entry.effectiveLineId();
            if (entry.active() && line != null && patientId.equals(entry.patientId())) {
                lines.add(line);
            }
        }
        return lines;
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
