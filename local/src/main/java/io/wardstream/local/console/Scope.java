package io.wardstream.local.console;

import io.wardstream.model.Setting;
import io.wardstream.model.SettingScope;
import io.wardstream.model.wire.WardTopic;
import java.util.Locale;
import java.util.Optional;

/**
 * How much of the house somebody speaks of, as people write it: {@code site}, {@code ward:ID}, {@code patient:ID},
 * {@code line:ID}.
 *
 * @param kind how much
 * @param id which ward, patient or line; empty for the site
 */
public record Scope(SettingScope kind, String id) {

    /** The whole house. */
    public static final Scope SITE = new Scope(SettingScope.SITE, "");

    /** What can be written. */
    public static final String ACCEPTED = "site, ward:ID, patient:ID or line:ID";

    /** Reads a scope; nothing if it is none. */
    public static Optional<Scope> parse(String text) {
        if (text.equals("site")) {
            return Optional.of(SITE);
        }
        int colon = text.indexOf(':');
        if (colon < 0 || !WardTopic.isName(text.substring(colon + 1))) {
            return Optional.empty();
        }
        String id = text.substring(colon + 1);
        return switch (text.substring(0, colon)) {
            case "ward" -> Optional.of(new Scope(SettingScope.WARD, id));
            case "patient" -> Optional.of(new Scope(SettingScope.PATIENT, id));
            case "line" -> Optional.of(new Scope(SettingScope.LINE, id));
            default -> Optional.empty();
        };
    }

    /** What a setting is for. */
    public static Scope of(Setting setting) {
        return new Scope(setting.scope(), setting.scopeId());
    }

    /** As people write it. */
    public String text() {
        return kind == SettingScope.SITE ? "site" : kind.name().toLowerCase(Locale.ROOT) + ":" + id;
    }
}
