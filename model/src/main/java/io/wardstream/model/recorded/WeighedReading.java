package io.wardstream.model.recorded;

import io.wardstream.model.Time;

/**
 * What a hook carried at one time.
 *
 * @param at when
 * @param massG everything that hangs on the hook, grams; not limited to what can be true
 */
public record WeighedReading(@Time long at, double massG) {}
