package io.wardstream.jobs.control;

import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Setting;
import io.wardstream.model.wire.Decoded;
import io.wardstream.model.wire.WireFormat;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;

/** Control facts that are given once and for all: for recorded data and for tests. They travel as their wire format. */
public final class GivenControl implements ControlSnapshot {

    @Serial
    private static final long serialVersionUID = 1;

    private static final WireFormat<RegistryEntry> ENTRIES = WireFormat.of(RegistryEntry.class);
    private static final WireFormat<Setting> SETTINGS = WireFormat.of(Setting.class);

    private final ArrayList<byte[]> entries = new ArrayList<>();
    private final ArrayList<byte[]> settings = new ArrayList<>();

    public GivenControl(List<RegistryEntry> entries, List<Setting> settings) {
        entries.forEach(entry -> this.entries.add(ENTRIES.write(entry)));
        settings.forEach(setting -> this.settings.add(SETTINGS.write(setting)));
    }

    @Override
    public List<ControlFact> load() {
        List<ControlFact> facts = new ArrayList<>(entries.size() + settings.size());
        for (byte[] entry : entries) {
            facts.add(ControlFact.of(read(ENTRIES, entry)));
        }
        for (byte[] setting : settings) {
            facts.add(ControlFact.of(read(SETTINGS, setting)));
        }
        return facts;
    }

    private static <T extends Record> T read(WireFormat<T> format, byte[] bytes) {
        Decoded<T> decoded = format.read(bytes);
        if (decoded instanceof Decoded.Accepted<T> accepted) {
            return accepted.value();
        }
        throw new IllegalStateException("A control fact that was written cannot be read: " + decoded);
    }
}
