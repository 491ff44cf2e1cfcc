package io.wardstream.connectors.storage;

/**
 * Texts that PostgreSQL can take: neither text nor jsonb holds the NUL character, and one such row would fail its batch
 * for ever. Each NUL becomes U+FFFD, the replacement character, so that the place of the damage stays visible.
 */
final class NulFree {

    private static final char REPLACEMENT = '\uFFFD';
    private static final String ESCAPED_NUL = "\\u0000";
    private static final String ESCAPED_REPLACEMENT = "\\ufffd";

    private NulFree() {}

    static String text(String value) {
        return value.indexOf('\0') < 0 ? value : value.replace('\0', REPLACEMENT);
    }

    /** For JSON text, in which a NUL also hides as an escape; an escaped backslash before {@code u0000} is not one. */
    static String json(String value) {
        String clean = text(value);
        if (!clean.contains(ESCAPED_NUL)) {
            return clean;
        }
        StringBuilder made = new StringBuilder(clean.length());
        int i = 0;
        while (i < clean.length()) {
            if (clean.startsWith(ESCAPED_NUL, i)) {
                made.append(ESCAPED_REPLACEMENT);
                i += ESCAPED_NUL.length();
            } else if (clean.charAt(i) == '\\' && i + 1 < clean.length()) {
                made.append(clean, i, i + 2);
                i += 2;
            } else {
                made.append(clean.charAt(i));
                i++;
            }
        }
        return made.toString();
    }
}
