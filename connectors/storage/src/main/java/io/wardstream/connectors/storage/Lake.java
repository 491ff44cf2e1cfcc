package io.wardstream.connectors.storage;

import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;

/**
 * A table as a folder of Parquet files, for analysts and for replays:
 * {@code <root>/<table>/date=2026-11-21/<column>=<value>/part-….parquet}.
 *
 * <p>Promises, with checkpoints on: each row is in exactly one finished file, once, also after failures, provided that
 * the source replays. A file becomes visible under its {@code .parquet} name when the checkpoint that closes it is
 * complete; before that its name begins with a dot and does not end in {@code .parquet}, and after a crash such a
 * remnant may stay and is never read. Files roll at every checkpoint, so the checkpoint interval sets how fresh and how
 * small they are. Without checkpoints a running job publishes nothing.
 *
 * <p>The day is that of the time column in UTC. The text column's value stands in the folder's name alone, not in the
 * file, as Hive, Spark and DuckDB expect: letters, digits, {@code -}, {@code _} and {@code .} as they are, everything
 * else percent-encoded as UTF-8, and null or empty as {@code _none}. A value of more than
 * {@value LakePartitioner#MAX_ENCODED} encoded characters is cut and ends in a tilde and a digest, because file systems
 * refuse longer names; give such a column a second, unpartitioned name.
 *
 * <p>Times are Parquet timestamps in milliseconds, adjusted to UTC: DuckDB and Spark read them as instants.
 *
 * <pre>{@code
 * rows.keyBy(Lake.partitionOf(TABLE))   // fewer files: each folder has one writer
 *         .sinkTo(Lake.sink(TABLE, new Path("/data/lake"), LakeOptions.defaults()))
 *         .uid("lake-measurements").name("lake measurements");
 *
 * SELECT * FROM read_parquet('/data/lake/measurements/**' + '/*.parquet', hive_partitioning = true)
 * }</pre>
 */
public final class Lake {

    private Lake() {}

    /** The sink for a table below a root folder; the caller gives it its {@code uid} and {@code name}. */
    public static <T> FileSink<T> sink(Table<T> table, Path root, LakeOptions options) {
        return FileSink.forBulkFormat(new Path(root, table.name()), new LakeWriterFactory<>(table, options))
                .withBucketAssigner(new LakePartitioner<>(table))
                .withOutputFileConfig(OutputFileConfig.builder()
                        .withPartPrefix("part")
                        .withPartSuffix(".parquet")
                        .build())
                .build();
    }

    /**
     * The folder of a row below its table, as a key: all rows of a folder then go to one writer, which makes fewer
     * files.
     */
    public static <T> KeySelector<T, String> partitionOf(Table<T> table) {
        return new LakePartitioner<>(table);
    }
}
