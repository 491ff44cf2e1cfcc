package io.wardstream.connectors.storage;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes rows of one subtask in batches, each batch one transaction: when it is full, when its first row has waited for the
 * interval, and before every checkpoint. Everything runs on the task thread, which waits for the database: back pressure is
 * what a slow database should cause.
 *
 * <p>A batch that fails for a passing reason is written again on a new connection; one that the server refuses for what is
 * in it fails the job at once. After a failure Flink restores the last checkpoint and the rows come again.
 */
final class WarehouseWriter<T> implements SinkWriter<T> {

    private static final Logger LOG = LoggerFactory.getLogger(WarehouseWriter.class);

    private final Upsert<T> upsert;
    private final WarehouseConfig config;
    private final WarehouseConnections connections;
    private final ProcessingTimeService clock;
    private final SinkWriterMetricGroup metrics;
    private final List<@Nullable Object[]> batch = new ArrayList<>();
    private boolean timerIsSet;
    // Read by metric reporters.
    private volatile long lastSendMs;

    /** Connects, so that a wrong address or password is told when the job starts. */
    WarehouseWriter(
            Upsert<T> upsert, WarehouseConfig config, ProcessingTimeService clock, SinkWriterMetricGroup metrics)
            throws IOException {
        this.upsert = upsert;
        this.config = config;
        this.connections = new WarehouseConnections(config);
        this.clock = clock;
        this.metrics = metrics;
        metrics.setCurrentSendTimeGauge(() -> lastSendMs);
        try {
            connections.get();
        } catch (SQLException e) {
            throw new IOException("the warehouse at " + config.url() + " cannot be reached", e);
        }
    }

    @Override
    public void write(T row, Context context) throws IOException, InterruptedException {
        // Taken out of the row now: Flink may use the object again.
        batch.add(upsert.values(row));
        if (batch.size() >= config.batchSize()) {
            writeBatch();
        } else if (!timerIsSet) {
            timerIsSet = true;
            ScheduledFuture<?> unused =
                    clock.registerTimer(clock.getCurrentProcessingTime() + config.batchIntervalMs(), time -> {
                        timerIsSet = false;
                        writeBatch();
                    });
        }
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
        writeBatch();
    }

    private void writeBatch() throws IOException, InterruptedException {
        int failures = 0;
        while (!batch.isEmpty()) {
            long start = System.nanoTime();
            try {
                writeOnce();
                lastSendMs = (System.nanoTime() - start) / 1_000_000;
                metrics.getNumRecordsSendCounter().inc(batch.size());
                batch.clear();
            } catch (SQLException e) {
                metrics.getNumRecordsSendErrorsCounter().inc(batch.size());
                // Whatever state the connection is in, a new one is in none.
                connections.close();
                String what = batch.size() + " rows for table " + upsert.tableName() + " were not written, SQL state "
                        + WarehouseErrors.stateOf(e);
                if (!WarehouseErrors.mayPass(e) || failures >= config.maxRetries()) {
                    throw new IOException(what, e);
                }
                LOG.warn("{}; retry {} of {}", what, failures + 1, config.maxRetries());
                Thread.sleep(1_000L * failures);
                failures++;
            }
        }
    }

    private void writeOnce() throws SQLException {
        Connection connection = connections.get();
        try (PreparedStatement statement = connection.prepareStatement(upsert.sql())) {
            for (@Nullable Object[] values : batch) {
                upsert.bind(statement, values);
                statement.addBatch();
            }
            statement.executeBatch();
        }
        connection.commit();
    }

    /**
     * Drops what was not written: Flink flushes before a checkpoint and at the end of the input, and whatever is left here
     * comes again after the restore. Never throws and never writes: an exception in the clean-up of a failed task kills the
     * whole TaskManager, and every other job on it.
     */
    @Override
    public void close() {
        batch.clear();
        connections.close();
    }
}
