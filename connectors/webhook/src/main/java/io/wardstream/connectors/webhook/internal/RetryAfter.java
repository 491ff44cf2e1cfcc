package io.wardstream.connectors.webhook.internal;

import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Reads the header {@code Retry-After} of RFC 9110: whole seconds, or a date. */
final class RetryAfter {

    private static final int MAX_DIGITS = 9;

    private RetryAfter() {}

    /** The wait in milliseconds counted from {@code nowMs}, never negative; null if the value says nothing readable. */
    static @Nullable Long parseMs(String value, long nowMs) {
        String text = value.strip();
        if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            // Longer numbers are decades; whatever caps the wait caps this too.
            return text.length() > MAX_DIGITS ? Long.MAX_VALUE : Long.parseLong(text) * 1_000;
        }
        try {
            long at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant()
                    .toEpochMilli();
            return Math.max(0, at - nowMs);
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }
}
