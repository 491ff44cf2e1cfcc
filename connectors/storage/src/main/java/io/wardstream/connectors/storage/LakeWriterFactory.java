package io.wardstream.connectors.storage;

import java.io.IOException;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.formats.parquet.ParquetWriterFactory;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.codec.ZstandardCodec;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;

/**
 * Opens Parquet writers for rows of a table: zstd, statistics and dictionaries on. Flink's own Avro factories set no
 * codec. Travels in the job graph; one writer belongs to one file and one task thread.
 */
final class LakeWriterFactory<T> implements BulkWriter.Factory<T> {

    private static final long serialVersionUID = 1L;

    private final Table<T> table;
    private final LakeOptions options;

    LakeWriterFactory(Table<T> table, LakeOptions options) {
        this.table = table;
        this.options = options;
    }

    @Override
    public BulkWriter<T> create(FSDataOutputStream stream) throws IOException {
        LakeSchema<T> schema = LakeSchema.of(table);
        BulkWriter<GenericRecord> records =
                new ParquetWriterFactory<GenericRecord>(file -> open(file, schema.schema())).create(stream);
        return new BulkWriter<>() {
            @Override
            public void addElement(T row) throws IOException {
                records.addElement(schema.record(row));
            }

            @Override
            public void flush() throws IOException {
                records.flush();
            }

            @Override
            public void finish() throws IOException {
                records.finish();
            }
        };
    }

    private ParquetWriter<GenericRecord> open(OutputFile file, Schema schema) throws IOException {
        return AvroParquetWriter.<GenericRecord>builder(file)
                .withSchema(schema)
                .withDataModel(GenericData.get())
                .withConf(new PlainParquetConfiguration(Map.of(
                        ZstandardCodec.PARQUET_COMPRESS_ZSTD_LEVEL, Integer.toString(options.compressionLevel()))))
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withRowGroupSize(options.rowGroupBytes())
                .build();
    }
}
