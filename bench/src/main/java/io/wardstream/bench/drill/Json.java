package io.wardstream.bench.drill;

import java.util.Locale;

/** One JSON object on one line, member by member. */
public final class Json {

    private final StringBuilder text = new StringBuilder("{");

    /** A number. */
    public Json put(String name, long value) {
        return raw(name, Long.toString(value));
    }

    /** A number with one decimal. */
    public Json put(String name, double value) {
        return raw(name, String.format(Locale.ROOT, "%.1f", value));
    }

    /** A number with so many decimals. */
    public Json put(String name, double value, int decimals) {
        return raw(name, String.format(Locale.ROOT, "%." + decimals + "f", value));
    }

    /** True or false. */
    public Json put(String name, boolean value) {
        return raw(name, Boolean.toString(value));
    }

    /** A text. */
    public Json put(String name, String value) {
        return raw(name, quoted(value));
    }

    /** An object. */
    public Json put(String name, Json value) {
        return raw(name, value.toString());
    }

    private Json raw(String name, String value) {
        if (text.length() > 1) {
            text.append(',');
        }
        text.append(quoted(name)).append(':').append(value);
        return this;
    }

    private static String quoted(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    @Override
    public String toString() {
        return text + "}";
    }
}
