package io.wardstream.sim.story;

import io.wardstream.model.Time;

/**
 * How an illness comes and goes: it grows, stays, and fades.
 *
 * @param growsFrom up to here the patient is as ever
 * @param fullFrom from here it is at its worst
 * @param fullUntil until here
 * @param goneFrom from here on the patient is as ever
 */
public record Course(
        @Time long growsFrom,
        @Time long fullFrom,
        @Time long fullUntil,
        @Time long goneFrom) {

    /** How much of it there is, 0 to 1. */
    public double share(long at) {
        if (at <= growsFrom || at >= goneFrom) {
            return 0;
        }
        if (at < fullFrom) {
            return (at - growsFrom) / (double) (fullFrom - growsFrom);
        }
        return at <= fullUntil ? 1 : (goneFrom - at) / (double) (goneFrom - fullUntil);
    }
}
