package io.wardstream.connectors.storage;

import java.io.IOException;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Travels in the job graph and makes a {@link WarehouseWriter} in each subtask. */
final class WarehouseSink<T> implements Sink<T> {

    private static final long serialVersionUID = 1L;

    private final Upsert<T> upsert;
    private final WarehouseConfig config;

    WarehouseSink(Table<T> table, WarehouseConfig config) {
        this.upsert = new Upsert<>(table);
        this.config = config;
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
        return new WarehouseWriter<>(upsert, config, context.getProcessingTimeService(), context.metricGroup());
    }
}
