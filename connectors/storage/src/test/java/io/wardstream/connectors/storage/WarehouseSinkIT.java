package io.wardstream.connectors.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guard around Flink's JDBC writer, and its connections, against a real PostgreSQL. */
class WarehouseSinkIT {

    @TempDir
    static Path shared;

    private static Postgres postgres;

    @BeforeAll
    static void start() throws Exception {
        postgres = new Postgres(shared);
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    /** A writer that wants to write when it is closed, as Flink's does. */
    private static final class Stubborn implements SinkWriter<String> {
        private final WarehouseConnections connections;
        private final AtomicInteger written = new AtomicInteger();

        Stubborn(WarehouseConnections connections) {
            this.connections = connections;
        }

        @Override
        public void write(String element, Context context) {
            written.incrementAndGet();
        }

        @Override
        public void flush(boolean endOfInput) throws IOException {
            throw new IOException("the database is away");
        }

        @Override
        public void close() throws Exception {
            connections.reestablishConnection();
            throw new IllegalStateException("unreachable: the connections are shut");
        }
    }

    @Test
    void neitherWritesNorThrowsWhenItIsClosed() throws Exception {
        WarehouseConnections connections =
                new WarehouseConnections(postgres.config().build());
        Connection open = connections.getOrEstablishConnection();
        SinkWriter<String> guarded = WarehouseSink.guard(new Stubborn(connections), connections, "t");
        assertThatCode(guarded::close).doesNotThrowAnyException();
        assertThat(open.isClosed()).isTrue();
        assertThatThrownBy(connections::reestablishConnection)
                .isInstanceOf(SQLException.class)
                .hasMessage("the writer is closed");
    }

    @Test
    void letsEverythingElseThrough() throws Exception {
        WarehouseConnections connections =
                new WarehouseConnections(postgres.config().build());
        Stubborn writer = new Stubborn(connections);
        SinkWriter<String> guarded = WarehouseSink.guard(writer, connections, "t");
        guarded.write("row", null);
        assertThat(writer.written).hasValue(1);
        assertThatThrownBy(() -> guarded.flush(false)).isInstanceOf(IOException.class);
        guarded.close();
    }

    @Test
    void connectsAgainWhenTheConnectionBroke() throws Exception {
        WarehouseConnections connections =
                new WarehouseConnections(postgres.config().build());
        Connection first = connections.getOrEstablishConnection();
        assertThat(connections.isConnectionValid()).isTrue();
        postgres.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'wardstream'");
        assertThat(connections.isConnectionValid()).isFalse();
        assertThat(connections.reestablishConnection()).isNotSameAs(first);
        assertThat(connections.isConnectionValid()).isTrue();
        connections.closeConnection();
        assertThat(connections.getConnection()).isNull();
    }
}
