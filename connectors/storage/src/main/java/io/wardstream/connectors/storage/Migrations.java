package io.wardstream.connectors.storage;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.PGProperty;

/**
 * Brings the warehouse's schema up to date with versioned SQL files ({@code V1__first_tables.sql}, {@code V2__….sql}),
 * each run once and never changed afterwards.
 *
 * <p>Several processes may start together: one works, the others wait for its lock and find nothing left to do. A file
 * that fails is rolled back and the exception says which one. Never deletes, never repairs by itself, and refuses to
 * run if a file that has been applied was changed since.
 */
public final class Migrations {

    /** Where the files are looked for unless the caller says otherwise. */
    public static final String DEFAULT_LOCATION = "classpath:db/migration";

    private static final int CONNECT_RETRIES = 10;
    private static final int CONNECT_RETRY_SECONDS = 3;

    private Migrations() {}

    /** Runs what is missing of {@value #DEFAULT_LOCATION}. */
    public static int migrate(WarehouseConfig config) {
        return migrate(config, DEFAULT_LOCATION);
    }

    /**
     * Runs what is missing. Blocks, up to half a minute if the database does not answer yet.
     *
     * @param location {@code classpath:…} or {@code filesystem:…}; it must exist
     * @return how many files were run
     * @throws FlywayException if the location is absent, the database cannot be reached or a file fails
     */
    public static int migrate(WarehouseConfig config, String location) {
        Properties properties = config.driverProperties();
        // Building an index may take as long as it takes.
        PGProperty.SOCKET_TIMEOUT.set(properties, 0);
        Map<String, String> driver = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> driver.put(name, properties.getProperty(name)));
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return Flyway.configure(context == null ? Migrations.class.getClassLoader() : context)
                .dataSource(config.url(), config.user(), driver.remove(PGProperty.PASSWORD.getName()))
                .jdbcProperties(driver)
                .defaultSchema(config.schema())
                .locations(location)
                .failOnMissingLocations(true)
                .cleanDisabled(true)
                .validateMigrationNaming(true)
                .connectRetries(CONNECT_RETRIES)
                .connectRetriesInterval(CONNECT_RETRY_SECONDS)
                .loggers("slf4j")
                .load()
                .migrate()
                .migrationsExecuted;
    }
}
