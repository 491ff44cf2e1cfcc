package io.wardstream.local.console;

import io.wardstream.cep.PatternCatalogue;
import io.wardstream.cep.SettingKey;
import io.wardstream.jobs.config.Spelling;
import java.util.List;
import java.util.Locale;

/** The names of the settings, for people who do not remember them. */
public final class SettingNames {

    private static final int MOST = 3;

    private SettingNames() {}

    /** All of them, in the order of the documents. */
    public static List<String> all() {
        return PatternCatalogue.SETTING_KEYS.stream().map(SettingKey::name).toList();
    }

    /** What somebody may have meant, as the end of a sentence; empty if nothing is near. */
    public static String meant(String name) {
        List<String> near = Spelling.nearest(name, all(), MOST);
        if (near.isEmpty()) {
            String part = name.substring(name.indexOf('.') + 1).toLowerCase(Locale.ROOT);
            near = all().stream()
                    .filter(known ->
                            !part.isEmpty() && known.toLowerCase(Locale.ROOT).contains(part))
                    .limit(MOST)
                    .toList();
        }
        return near.isEmpty()
                ? "; ./ward settings --all lists them"
                : "; did you mean " + String.join(" or ", near) + "?";
    }
}
