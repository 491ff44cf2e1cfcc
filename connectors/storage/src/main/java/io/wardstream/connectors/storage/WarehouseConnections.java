package io.wardstream.connectors.storage;

import java.sql.Connection;
import java.sql.SQLException;
import org.apache.flink.connector.jdbc.datasource.connections.JdbcConnectionProvider;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One writer's connection to the warehouse. The password is read each time it connects, so that a changed one takes
 * effect with the next.
 *
 * <p>Called by the task's thread and by the JDBC writer's own, under the writer's lock; {@link #shut()} by the task's
 * thread.
 */
final class WarehouseConnections implements JdbcConnectionProvider {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(WarehouseConnections.class);
    private static final int VALIDITY_SECONDS = 5;

    private final WarehouseConfig config;

    private transient volatile @Nullable Connection connection;
    private transient volatile boolean shut;

    WarehouseConnections(WarehouseConfig config) {
        this.config = config;
    }

    @Override
    public @Nullable Connection getConnection() {
        return connection;
    }

    @Override
    public boolean isConnectionValid() throws SQLException {
        Connection open = connection;
        return open != null && open.isValid(VALIDITY_SECONDS);
    }

    @Override
    public Connection getOrEstablishConnection() throws SQLException {
        Connection open = connection;
        if (open != null) {
            return open;
        }
        if (shut) {
            throw new SQLException("the writer is closed");
        }
        Connection made = new Driver().connect(config.url(), config.driverProperties());
        if (made == null) {
            throw new SQLException("the PostgreSQL driver does not take the URL");
        }
        connection = made;
        return made;
    }

    @Override
    public Connection reestablishConnection() throws SQLException {
        closeConnection();
        return getOrEstablishConnection();
    }

    /** Lets go of the connection and of what was not written. Never throws. */
    @Override
    public void closeConnection() {
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

    /**
     * Lets go of the connection for good: nothing can be written any more, and nobody waits for a server that is away.
     */
    void shut() {
        shut = true;
        Connection open = connection;
        if (open != null) {
            try {
                // Not close(): that could wait for a statement that is under way.
                open.abort(Runnable::run);
            } catch (SQLException | RuntimeException e) {
                LOG.warn(
                        "A connection to the warehouse did not end: {}",
                        e.getClass().getName());
            }
        }
    }
}
