package io.wardstream.connectors.storage;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection of a writer, made when it is needed. It is made by the driver itself: with {@code DriverManager} the
 * first job to load the driver would own it for all. The password is read for each connection, so a changed one takes
 * effect with the next. Used by the task thread only.
 */
final class WarehouseConnections implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WarehouseConnections.class);

    private final WarehouseConfig config;
    private @Nullable Connection connection;

    WarehouseConnections(WarehouseConfig config) {
        this.config = config;
    }

    /** The open connection, or a new one; nothing is committed by itself. */
    Connection get() throws SQLException {
        Connection open = connection;
        if (open != null) {
            return open;
        }
        Connection made = new Driver().connect(config.url(), config.driverProperties());
        if (made == null) {
            throw new SQLException("the PostgreSQL driver does not take the URL");
        }
        made.setAutoCommit(false);
        connection = made;
        return made;
    }

    /** Lets go of the connection and of what was not committed. Never throws: see {@link WarehouseWriter#close()}. */
    @Override
    public void close() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException | RuntimeException e) {
                LOG.warn(
                        "A connection to the warehouse did not close: {}",
                        e.getClass().getName());
            }
        }
    }
}
