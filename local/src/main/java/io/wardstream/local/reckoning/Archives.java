package io.wardstream.local.reckoning;

import io.wardstream.connectors.storage.Table;
import io.wardstream.jobs.archive.Tables;
import io.wardstream.local.servers.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/** Counts the accepted messages that the archives hold, as an analyst would: by SQL over the files and the database. */
final class Archives {

    private static final List<String> EVENT_TABLES =
            List.<Table<?>>of(Tables.READINGS_INFUSION, Tables.READINGS_VITALS, Tables.CARE, Tables.DEVICE_STATE)
                    .stream()
                    .map(Table::name)
                    .toList();

    private Archives() {}

    /** Distinct messages in the Parquet files that were not stale. */
    static long inLake(Path lake) throws SQLException, IOException {
        long events = 0;
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
            for (String table : EVENT_TABLES) {
                if (hasFiles(lake.resolve(table))) {
                    String files = lake.resolve(table).toString().replace("'", "''") + "/**/*.parquet";
                    events += number(
                            duck,
                            "SELECT count(*) FROM (SELECT DISTINCT device_id, boot, seq FROM read_parquet('" + files
                                    + "', hive_partitioning = true) WHERE NOT stale)");
                }
            }
        }
        return events;
    }

    private static boolean hasFiles(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.anyMatch(file -> file.getFileName().toString().endsWith(".parquet"));
        }
    }

    /** Messages in the database that were not stale. Its key makes them distinct. */
    static long inWarehouse(String jdbcUrl) throws SQLException {
        long events = 0;
        try (Connection database = DriverManager.getConnection(jdbcUrl, EmbeddedDatabase.USER, "")) {
            for (String table : EVENT_TABLES) {
                events += number(database, "SELECT count(*) FROM " + table + " WHERE NOT stale");
            }
        }
        return events;
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }
}
