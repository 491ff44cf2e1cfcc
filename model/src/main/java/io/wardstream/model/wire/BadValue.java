package io.wardstream.model.wire;

import io.wardstream.model.RejectionReason;

/**
 * A value that was taken out of a message whose other values were good.
 *
 * @param reason why
 * @param detail which, in words
 */
public record BadValue(RejectionReason reason, String detail) {}
