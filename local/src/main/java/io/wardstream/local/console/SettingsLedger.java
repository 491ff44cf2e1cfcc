package io.wardstream.local.console;

import io.wardstream.cep.PatternCatalogue;
import io.wardstream.cep.SettingKey;
import io.wardstream.cep.SettingsBook;
import io.wardstream.model.Setting;
import io.wardstream.model.Subject;
import io.wardstream.model.wire.Decoded;
import io.wardstream.model.wire.WireFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was set, with what became of it, as the jobs judge it: by the same book. Not thread-safe.
 */
public final class SettingsLedger {

    /**
     * A record of the settings' topic.
     *
     * @param version its number
     * @param setting what it says, or null if it cannot be read
     * @param refusal why the jobs take no notice of it, or null if they do
     */
    public record Entry(
            long version,
            @Nullable Setting setting,
            @Nullable String refusal) {}

    private static final WireFormat<Setting> FORMAT = WireFormat.of(Setting.class);

    private final SettingsBook book = new SettingsBook();
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Entry> newest = new HashMap<>();
    private final Map<String, Entry> taken = new HashMap<>();

    /** A record, in the order of the log. */
    public void take(long offset, byte @Nullable [] value) {
        if (value == null) {
            return;
        }
        long version = offset + 1;
        Decoded<Setting> decoded = FORMAT.read(value);
        if (decoded instanceof Decoded.Accepted<Setting> accepted) {
            take(accepted.value().withVersion(version));
        } else {
            entries.add(new Entry(version, null, "it cannot be read"));
        }
    }

    /** A setting that has its version. */
    public void take(Setting setting) {
        Entry entry = new Entry(setting.version(), setting, book.apply(setting));
        entries.add(entry);
        newest.put(setting.logKey(), entry);
        if (entry.refusal() == null) {
            taken.put(setting.logKey(), entry);
        }
    }

    /** All records, oldest first. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** The setting that holds somewhere, or null if the default does. */
    public @Nullable Setting inForce(SettingKey key, Subject subject) {
        return book.inForce(key, subject);
    }

    /** Whether nothing was set at the same place since. */
    public boolean isNewest(Entry entry) {
        Setting setting = entry.setting();
        return setting == null || entry.equals(newest.get(setting.logKey()));
    }

    /** Whether an entry is what its own place says now: the newest there that was not refused. */
    public boolean holds(Entry entry) {
        Setting setting = entry.setting();
        return setting != null && entry.equals(taken.get(setting.logKey()));
    }

    /** What would be wrong with a setting; nothing if it would be taken. Changes nothing. */
    public static Optional<String> problem(Setting setting) {
        SettingKey key = PatternCatalogue.settingKey(setting.key());
        String refusal = new SettingsBook().apply(setting);
        if (key == null) {
            return Optional.of("there is no setting " + setting.key() + SettingNames.meant(setting.key()));
        }
        return Optional.ofNullable(refusal);
    }
}
