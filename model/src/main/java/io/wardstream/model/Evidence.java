package io.wardstream.model;

import org.jspecify.annotations.Nullable;

/**
 * One of the facts that made an alarm: what a person needs to see why it was raised.
 *
 * @param what the kind of sign, or a word of the part that found it
 * @param value the value that was seen
 * @param limit the limit that it was held against
 * @param unit the unit of both, a UCUM code; empty if there is none
 * @param at when, on the ward clock
 * @param source the device message behind it, or null for silence and times
 */
public record Evidence(
        String what,
        @Nullable Double value,
        @Nullable Double limit,
        String unit,
        @Time long at,
        @Nullable Source source) {}
