package io.wardstream.model.wire;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.OptionalLong;

/**
 * Times on the wire: RFC 3339 in, ISO 8601 UTC with milliseconds out.
 *
 * <p>A leap second (23:59:60 UTC) is read as the last millisecond before it: the day has no sixty-first second in epoch
 * milliseconds, and no order may be lost. Digits beyond milliseconds are cut off.
 */
public final class Rfc3339 {

    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(java.util.Locale.ROOT);
    private static final long MS_PER_DAY = 86_400_000L;

    private Rfc3339() {}

    /** Writes a time, for example {@code 2026-11-21T06:00:00.250Z}. */
    public static String format(long epochMs) {
        return MILLIS.format(java.time.Instant.ofEpochMilli(epochMs));
    }

    /** Reads an RFC 3339 {@code date-time}; empty if the text is not one. */
    public static OptionalLong parse(String text) {
        int n = text.length();
        // YYYY-MM-DDTHH:MM:SSZ is the shortest there is.
        if (n < 20
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || (text.charAt(10) | 0x20) != 't'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':') {
            return OptionalLong.empty();
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        if (year < 0 || month < 1 || month > 12 || day < 1 || hour < 0 || hour > 23) {
            return OptionalLong.empty();
        }
        if (day > LocalDate.of(year, month, 1).lengthOfMonth() || minute < 0 || minute > 59) {
            return OptionalLong.empty();
        }
        if (second < 0 || second > 60) {
            return OptionalLong.empty();
        }
        int i = 19;
        int millis = 0;
        if (text.charAt(i) == '.') {
            int first = ++i;
            int scale = 100;
            while (i < n && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
                millis += (text.charAt(i) - '0') * scale;
                scale /= 10;
                i++;
            }
            if (i == first || i == n) {
                return OptionalLong.empty();
            }
        }
        int offsetMinutes;
        if ((text.charAt(i) | 0x20) == 'z' && i == n - 1) {
            offsetMinutes = 0;
        } else if ((text.charAt(i) == '+' || text.charAt(i) == '-') && i == n - 6 && text.charAt(i + 3) == ':') {
            int offsetHour = number(text, i + 1, i + 3);
            int offsetMinute = number(text, i + 4, i + 6);
            if (offsetHour < 0 || offsetHour > 23 || offsetMinute < 0 || offsetMinute > 59) {
                return OptionalLong.empty();
            }
            offsetMinutes = (offsetHour * 60 + offsetMinute) * (text.charAt(i) == '-' ? -1 : 1);
        } else {
            return OptionalLong.empty();
        }
        long minutes = hour * 60L + minute - offsetMinutes;
        if (second == 60) {
            if (Math.floorMod(minutes, 1440L) != 1439) {
                return OptionalLong.empty();
            }
            second = 59;
            millis = 999;
        }
        return OptionalLong.of(
                LocalDate.of(year, month, day).toEpochDay() * MS_PER_DAY + minutes * 60_000L + second * 1000L + millis);
    }

    /** The number written in ASCII digits at {@code [from, to)}, or -1. */
    private static int number(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }
}
