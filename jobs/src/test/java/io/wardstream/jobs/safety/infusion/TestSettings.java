package io.wardstream.jobs.safety.infusion;

import io.wardstream.cep.PatternCatalogue;
import io.wardstream.cep.SettingKey;
import io.wardstream.cep.SettingsView;
import java.util.HashMap;
import java.util.Map;

/** The defaults, but for what a test sets; the version is how many that are. */
record TestSettings(Map<String, Double> set) implements SettingsView {

    static final TestSettings NONE = new TestSettings(Map.of());

    TestSettings with(String key, double value) {
        SettingKey known = PatternCatalogue.settingKey(key);
        if (known == null || !known.accepts(value)) {
            throw new IllegalArgumentException(key + " " + value);
        }
        Map<String, Double> more = new HashMap<>(set);
        more.put(key, value);
        return new TestSettings(Map.copyOf(more));
    }

    @Override
    public double get(SettingKey asked) {
        return set.getOrDefault(asked.name(), asked.defaultValue());
    }

    @Override
    public long version() {
        return set.size();
    }
}
