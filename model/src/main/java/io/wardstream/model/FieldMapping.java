package io.wardstream.model;

import org.jspecify.annotations.Nullable;

/**
 * From a place in a foreign payload to one of our fields. A number becomes {@code number × scale + offset}, in
 * {@code unit}; that is converted to our own unit, and only then held against our range.
 *
 * <p>Several mappings may lead to one field: the first whose condition holds and whose place is not empty counts.
 *
 * @param field {@code infusion.massG}, a vital such as {@code vitals.tempC}, {@code batteryPct},
 *     {@code vitals.cuffRunning} (true or false, also as text or as 1 and 0; without unit, scale and offset), or for
 *     pointers also {@code measuredAt}, {@code boot} and {@code seq}
 * @param at where it stands: a feed's key, a property's name, or a JSON pointer (RFC 6901)
 * @param unit its unit as a UCUM code; our own if null. For {@code measuredAt} {@code ms} or {@code s} since 1970, and
 *     RFC 3339 if null
 * @param scale what the number is multiplied with, 1 if null
 * @param offset what is added then, 0 if null
 * @param whenAt a JSON pointer: the mapping counts only where the text {@code whenIs} stands there; always if null
 * @param whenIs that text
 */
public record FieldMapping(
        String field,
        String at,
        @Nullable String unit,
        @Nullable Double scale,
        @Nullable Double offset,
        @Nullable String whenAt,
        @Nullable String whenIs) {

    /** A number that is in a unit as it stands. */
    public static FieldMapping of(String field, String at, @Nullable String unit) {
        return new FieldMapping(field, at, unit, null, null, null, null);
    }

    /** This mapping, but only where a text stands at another place. */
    public FieldMapping when(String pointer, String text) {
        return new FieldMapping(field, at, unit, scale, offset, pointer, text);
    }
}
