package io.wardstream.connectors.storage;

import java.io.IOException;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.jdbc.JdbcExecutionOptions;
import org.apache.flink.connector.jdbc.core.datastream.sink.JdbcSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Flink's JDBC sink with our statement, our connections, and a guard around its end.
 *
 * <p>Flink's writer flushes when it is closed, and throws when that fails. While a failed task is cleaned up Flink
 * answers an exception with the end of the whole TaskManager and every job on it: a database that is away would take
 * the alarms with it. So when the writer is closed its connections are shut first, and what it then says is logged and
 * goes no further. Nothing is lost: Flink flushes before a checkpoint and at the end of the input, and whatever is left
 * comes again.
 */
final class WarehouseSink<T> implements Sink<T> {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(WarehouseSink.class);

    private final Upsert<T> upsert;
    private final WarehouseConfig config;

    WarehouseSink(Table<T> table, WarehouseConfig config) {
        this.upsert = new Upsert<>(table);
        this.config = config;
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
        WarehouseConnections connections = new WarehouseConnections(config);
        JdbcSink<T> sink = JdbcSink.<T>builder()
                .withQueryStatement(upsert.sql(), (statement, row) -> upsert.bind(statement, upsert.values(row)))
                .withExecutionOptions(JdbcExecutionOptions.builder()
                        .withBatchSize(config.batchSize())
                        .withBatchIntervalMs(config.batchIntervalMs())
                        .withMaxRetries(config.maxRetries())
                        .build())
                .buildAtLeastOnce(connections);
        SinkWriter<T> writer;
        try {
            writer = sink.createWriter(context);
        } catch (IOException e) {
            throw new IOException("the warehouse at " + config.url() + " cannot be reached", e);
        }
        return guard(writer, connections, upsert.tableName());
    }

    /** The writer, with an end that neither writes nor throws. */
    static <T> SinkWriter<T> guard(SinkWriter<T> writer, WarehouseConnections connections, String tableName) {
        return new SinkWriter<>() {
            @Override
            public void write(T row, Context context) throws IOException, InterruptedException {
                writer.write(row, context);
            }

            @Override
            public void flush(boolean endOfInput) throws IOException, InterruptedException {
                writer.flush(endOfInput);
            }

            @Override
            public void close() {
                connections.shut();
                try {
                    writer.close();
                } catch (Exception e) {
                    LOG.info(
                            "What was not written to table {} yet comes again with the restored checkpoint: {}",
                            tableName,
                            e.getClass().getName());
                }
            }
        };
    }
}
