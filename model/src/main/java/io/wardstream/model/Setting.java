package io.wardstream.model;

import org.jspecify.annotations.Nullable;

/**
 * A value that somebody set, for whom, and why. Compacted by scope, scope id and key: the newest holds.
 *
 * @param scope how much of the house it is for
 * @param scopeId the ward, patient or line; empty for the site
 * @param key the setting's name, for example {@code LowLevel.lowMl}
 * @param value the new value, or null to fall back to the next wider scope
 * @param by who set it, a pseudonym
 * @param at when
 * @param reason why
 * @param version grows with each change; alarms name the version in force
 */
public record Setting(
        SettingScope scope,
        String scopeId,
        String key,
        @Nullable Double value,
        String by,
        @Time long at,
        String reason,
        long version) {

    /** The key of the setting's record in the log: what is set again replaces what was set before. */
    public String logKey() {
        return scope + "/" + scopeId + "/" + key;
    }

    /** This setting as the log numbers it. */
    public Setting withVersion(long number) {
        return new Setting(scope, scopeId, key, value, by, at, reason, number);
    }
}
