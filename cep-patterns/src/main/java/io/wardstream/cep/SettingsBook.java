package io.wardstream.cep;

import io.wardstream.model.Setting;
import io.wardstream.model.SettingScope;
import io.wardstream.model.Subject;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All settings, and the answer to "what holds for this line?": the narrowest scope that has a value wins, in the order
 * line, patient, ward, site, default.
 *
 * <p>A setting takes effect on the next reading that is judged after {@link #apply}; it starts no episode over. Views
 * are kept until the next change, so that asking for one a reading costs a map look-up. Not thread-safe: each subtask
 * has its own book, filled from the same topic.
 */
public final class SettingsBook {

    private final Map<String, Setting> byScopeAndKey = new HashMap<>();
    private final Map<String, SettingsView> views = new HashMap<>();
    private boolean onlySite = true;
    private SettingsView siteView = SettingsView.DEFAULTS;

    /**
     * Takes a setting into the book, or refuses it.
     *
     * @return null if it was taken, else why not, in one sentence
     */
    public @Nullable String apply(Setting setting) {
        SettingKey key = PatternCatalogue.settingKey(setting.key());
        if (key == null) {
            return "there is no setting " + setting.key();
        }
        Double value = setting.value();
        if (value != null && !key.accepts(value)) {
            return String.format(
                    Locale.ROOT, "%s must be between %s and %s %s", key.name(), key.min(), key.max(), key.unit());
        }
        if ((setting.scope() == SettingScope.SITE) != setting.scopeId().isEmpty()) {
            return "a setting of the site has no scope id, and every other has one";
        }
        String place = place(setting.scope(), setting.scopeId(), setting.key());
        Setting known = byScopeAndKey.get(place);
        if (known != null && known.version() > setting.version()) {
            return null;
        }
        byScopeAndKey.put(place, setting);
        onlySite &= setting.scope() == SettingScope.SITE;
        siteView = new View("", null, null);
        views.clear();
        return null;
    }

    /** What holds for a subject. */
    public SettingsView viewFor(Subject subject) {
        if (onlySite) {
            return siteView;
        }
        String place = subject.ward() + "\n" + subject.patientId() + "\n" + subject.lineId();
        return views.computeIfAbsent(place, p -> new View(subject.ward(), subject.patientId(), subject.lineId()));
    }

    /**
     * The setting that holds for a subject: the narrowest that has a value.
     *
     * @return null if the default holds
     */
    public @Nullable Setting inForce(SettingKey key, Subject subject) {
        return inForce(key, subject.ward(), subject.patientId(), subject.lineId());
    }

    private @Nullable Setting inForce(
            SettingKey key, String ward, @Nullable String patientId, @Nullable String lineId) {
        Setting inForce = null;
        if (lineId != null) {
            inForce = byScopeAndKey.get(place(SettingScope.LINE, lineId, key.name()));
        }
        if (patientId != null && (inForce == null || inForce.value() == null)) {
            inForce = byScopeAndKey.get(place(SettingScope.PATIENT, patientId, key.name()));
        }
        if (inForce == null || inForce.value() == null) {
            inForce = byScopeAndKey.get(place(SettingScope.WARD, ward, key.name()));
        }
        if (inForce == null || inForce.value() == null) {
            inForce = byScopeAndKey.get(place(SettingScope.SITE, "", key.name()));
        }
        return inForce == null || inForce.value() == null ? null : inForce;
    }

    private static String place(SettingScope scope, String scopeId, String key) {
        return scope.name() + "\n" + scopeId + "\n" + key;
    }

    /** The answers for one place in the house, worked out when it is first asked for. */
    private final class View implements SettingsView {
        private final Map<String, Double> values = new HashMap<>();
        private final long version;

        View(String ward, @Nullable String patientId, @Nullable String lineId) {
            long newest = 0;
            for (SettingKey key : PatternCatalogue.SETTING_KEYS) {
                Setting inForce = inForce(key, ward, patientId, lineId);
                Double value = inForce == null ? null : inForce.value();
                if (inForce != null && value != null) {
                    values.put(key.name(), value);
                    newest = Math.max(newest, inForce.version());
                }
            }
            version = newest;
        }

        @Override
        public double get(SettingKey key) {
            Double value = values.get(key.name());
            return value != null ? value : key.defaultValue();
        }

        @Override
        public long version() {
            return version;
        }
    }
}
