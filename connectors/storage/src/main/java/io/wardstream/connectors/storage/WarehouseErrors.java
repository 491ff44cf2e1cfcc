package io.wardstream.connectors.storage;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells failures that time may heal from those that it never will. */
final class WarehouseErrors {

    /**
     * Classes of SQL states: 08 connection, 25 and 40 transaction rolled back (deadlock), 53 out of resources, 55 locked, 57
     * the server is being stopped, 58 its disk.
     */
    private static final Set<String> PASSING = Set.of("08", "25", "40", "53", "55", "57", "58");

    private WarehouseErrors() {}

    /** Whether writing the same batch again may succeed; a state that is not known counts as passing. */
    static boolean mayPass(SQLException error) {
        String state = error.getSQLState();
        if (state == null || state.length() < 2) {
            SQLException next = error.getNextException();
            return next == null || next == error || mayPass(next);
        }
        return PASSING.contains(state.substring(0, 2));
    }

    static String stateOf(@Nullable SQLException error) {
        String state = error == null ? null : error.getSQLState();
        return state == null ? "unknown" : state;
    }
}
