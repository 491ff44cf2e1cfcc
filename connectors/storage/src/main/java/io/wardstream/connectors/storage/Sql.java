package io.wardstream.connectors.storage;

/** Names and texts as PostgreSQL reads them. */
final class Sql {

    private static final int MAX_NAME = 63;

    private Sql() {}

    /** A quoted name. */
    static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A quoted text. */
    static String text(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** A name with an ending that survives: PostgreSQL cuts longer names and two of them could become one. */
    static String nameEndingWith(String name, String ending) {
        int room = MAX_NAME - ending.length();
        if (name.length() <= room) {
            return name + ending;
        }
        String digest = Integer.toHexString(name.hashCode());
        return name.substring(0, room - digest.length() - 1) + "_" + digest + ending;
    }
}
