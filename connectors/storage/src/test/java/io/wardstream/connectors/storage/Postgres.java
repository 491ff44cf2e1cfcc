package io.wardstream.connectors.storage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A real PostgreSQL that can be stopped and started again on the same port with the same data. */
final class Postgres implements AutoCloseable {

    private final Path data;
    private EmbeddedPostgres server;

    Postgres(Path folder) throws IOException {
        data = folder.resolve("postgres");
        server = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .start();
    }

    String url() {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
    }

    WarehouseConfig.Builder config() {
        return WarehouseConfig.builder().url(url()).user("postgres").password(PasswordSource.given("postgres"));
    }

    void create(Table<?> table) throws SQLException {
        execute(Warehouse.ddl(table));
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(), "postgres", "postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Every row as its values, as Java writes them. */
    List<List<String>> query(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(), "postgres", "postgres")) {
            return rows(connection, sql);
        }
    }

    String value(String sql) throws SQLException {
        return query(sql).get(0).get(0);
    }

    static List<List<String>> rows(Connection connection, String sql) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    Object value = result.getObject(i);
                    row.add(value == null ? null : value.toString());
                }
                rows.add(row);
            }
        }
        return rows;
    }

    void stop() throws IOException {
        server.close();
    }

    void startAgain() throws IOException {
        server = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(server.getPort())
                .start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
