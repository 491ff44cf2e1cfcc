package io.wardstream.model;

import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * An input that was refused, whole or in one of its values.
 *
 * @param reason why
 * @param detail where in the input, in words: a field's path, never the rest of the message
 * @param wholeMessage whether the whole message was refused; false if one value was and the others went on
 * @param origin where it came from: {@code mqtt:} and the topic, or {@code kafka:} and topic, partition and offset
 * @param deviceId the device, as far as the topic tells
 * @param at when, on the ward clock
 * @param rawBase64 the bytes as they came, cut at {@link #RAW_LIMIT}, in Base64
 */
public record Rejection(
        RejectionReason reason,
        String detail,
        boolean wholeMessage,
        String origin,
        @Nullable String deviceId,
        @Time long at,
        String rawBase64) {

    /** How many bytes of a refused input are kept. */
    public static final int RAW_LIMIT = 64 * 1024;

    /** Bytes as they are kept in a rejection. */
    public static String raw(byte[] bytes) {
        byte[] kept = bytes.length <= RAW_LIMIT ? bytes : Arrays.copyOf(bytes, RAW_LIMIT);
        return Base64.getEncoder().encodeToString(kept);
    }
}
