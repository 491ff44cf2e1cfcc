package io.wardstream.model.wire;

import io.wardstream.model.RejectionReason;

/**
 * What a decoder made of its bytes.
 *
 * @param <T> what was hoped for
 */
public sealed interface Decoded<T> {

    /**
     * It is what was hoped for.
     *
     * @param value the value
     */
    record Accepted<T>(T value) implements Decoded<T> {}

    /**
     * It is not.
     *
     * @param reason why
     * @param detail where, in words
     */
    record Rejected<T>(RejectionReason reason, String detail) implements Decoded<T> {}
}
