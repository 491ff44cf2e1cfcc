package io.wardstream.local.console;

import io.wardstream.model.Time;
import org.jspecify.annotations.Nullable;

/**
 * A setting as somebody asks for it.
 *
 * @param key its name
 * @param scope for whom it was asked, as people write it
 * @param value what is in force there; in the history what was set, null for the next wider scope
 * @param from where that comes from: a scope, or {@code default}
 * @param unit the unit of all numbers, a UCUM code
 * @param defaultValue what is in force when nobody has set it
 * @param min the smallest value that is accepted
 * @param max the largest
 * @param version of the setting in force; null for the default
 * @param by who set it
 * @param at when
 * @param reason why
 * @param state in the history: {@code in force}, {@code replaced} or {@code refused}
 * @param refused why the jobs take no notice of it
 */
public record SettingRow(
        String key,
        String scope,
        @Nullable Double value,
        @Nullable String from,
        @Nullable String unit,
        @Nullable Double defaultValue,
        @Nullable Double min,
        @Nullable Double max,
        @Nullable Long version,
        @Nullable String by,
        @Time @Nullable Long at,
        @Nullable String reason,
        @Nullable String state,
        @Nullable String refused) {}
