package io.wardstream.sim.story;

import io.wardstream.model.Time;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody does, or that happens to a device, at a time laid down beforehand.
 *
 * @param at when
 * @param kind what
 * @param value mL for a bag, mL/h for a rate
 * @param by the person, a pseudonym
 */
public record Act(
        @Time long at,
        Kind kind,
        @Nullable Double value,
        @Nullable String by) {

    /** What is done. */
    public enum Kind {
        /** The bag is taken off the hook. */
        LIFT_BAG,
        /** A bag with {@code value} mL hangs. */
        HANG_BAG,
        /** The roller clamp is set to {@code value} mL/h. */
        SET_RATE,
        /** Somebody presses the button at the bedside scale that says: seen. */
        ACKNOWLEDGE_AT_BEDSIDE,
        /** Somebody acknowledges at the ward's terminal, naming the line. */
        ACKNOWLEDGE_LINE_AT_TERMINAL,
        /** Somebody acknowledges at the ward's terminal, naming the patient. */
        ACKNOWLEDGE_PATIENT_AT_TERMINAL,
        /** Somebody presses the button that says: a new bag hangs. */
        REPORT_BAG_CHANGED,
        /** Somebody opens the clamp by hand, if it is not open. */
        OPEN_CLAMP,
        /** The clamp's motor begins to stick: it can no longer close. */
        JAM_CLAMP,
        /** The clamp's motor is freed. */
        FREE_CLAMP,
        /** The device stops speaking, although it stays connected. */
        FALL_SILENT,
        /** The device speaks again. */
        SPEAK_AGAIN,
        /** The device loses its network. */
        LOSE_NETWORK,
        /** The device is back on the network and sends what it kept. */
        REGAIN_NETWORK,
        /** The cuff is inflated on the arm that the line runs into. */
        INFLATE_CUFF,
        /** The cuff is over. */
        DEFLATE_CUFF
    }

    static Act of(long at, Kind kind) {
        return new Act(at, kind, null, null);
    }

    static Act of(long at, Kind kind, double value) {
        return new Act(at, kind, value, null);
    }

    static Act by(String person, long at, Kind kind) {
        return new Act(at, kind, null, person);
    }

    static Act by(String person, long at, Kind kind, double value) {
        return new Act(at, kind, value, person);
    }
}
