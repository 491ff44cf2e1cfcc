package io.wardstream.connectors.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
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
    private final boolean rewriteBatches;
    private @Nullable Connection connection;

    /** @param rewriteBatches whether the driver may join the inserts of a batch into one statement */
    WarehouseConnections(WarehouseConfig config, boolean rewriteBatches) {
        this.config = config;
        this.rewriteBatches = rewriteBatches;
    }

    /** The open connection, or a new one; nothing is committed by itself. */
    Connection get() throws SQLException {
        Connection open = connection;
        if (open != null) {
            return open;
        }
        Properties properties = config.driverProperties();
        PGProperty.REWRITE_BATCHED_INSERTS.set(properties, rewriteBatches);
        Connection made = new Driver().connect(config.url(), properties);
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
