package io.wardstream.bench.drill.job;

/**
 * The {@code seq}-th message of a device.
 *
 * @param device who sent it
 * @param seq counted from 1 by the device
 */
public record Reading(String device, long seq) {

    /** Reads the text {@code device seq}. */
    public static Reading parse(String text) {
        int space = text.indexOf(' ');
        if (space <= 0) {
            throw new IllegalArgumentException("not a reading");
        }
        int end = text.indexOf(' ', space + 1);
        return new Reading(
                text.substring(0, space), Long.parseLong(text.substring(space + 1, end < 0 ? text.length() : end)));
    }

    /** The text {@code device seq}. */
    public String text() {
        return device + " " + seq;
    }
}
