package io.wardstream.jobs.config;

import io.wardstream.connectors.storage.PasswordSource;
import io.wardstream.connectors.storage.WarehouseConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of the archive job.
 *
 * @param kafka the log
 * @param lake the root of the Parquet files, as Flink names file systems
 * @param warehouse the database
 * @param flink Flink's own options
 */
public record ArchiveConfig(KafkaOptions.Kafka kafka, String lake, WarehouseConfig warehouse, Configuration flink) {

    public static final ConfigOption<String> LAKE = ConfigOptions.key("archive.lake")
            .stringType()
            .noDefaultValue()
            .withDescription("The folder of the Parquet files, as Flink names file systems, for example file:///lake.");
    public static final ConfigOption<String> JDBC_URL = ConfigOptions.key("archive.warehouse.url")
            .stringType()
            .noDefaultValue()
            .withDescription("The database, for example jdbc:postgresql://host:5432/wardstream.");
    public static final ConfigOption<String> JDBC_USER = ConfigOptions.key("archive.warehouse.user")
            .stringType()
            .noDefaultValue()
            .withDescription("The database's user.");
    public static final ConfigOption<String> JDBC_PASSWORD_FILE = ConfigOptions.key("archive.warehouse.password-file")
            .stringType()
            .noDefaultValue()
            .withDescription("A file that holds the user's password, on every machine that runs the job; without it the"
                    + " server must trust the connection.");

    /** Every option of the job. */
    public static final List<ConfigOption<?>> OPTIONS = options();

    private static List<ConfigOption<?>> options() {
        List<ConfigOption<?>> all = new ArrayList<>(KafkaOptions.ALL);
        all.addAll(List.of(LAKE, JDBC_URL, JDBC_USER, JDBC_PASSWORD_FILE));
        return List.copyOf(all);
    }

    /**
     * Reads the configuration.
     *
     * @throws InvalidOptionsException naming everything that is wrong
     */
    public static ArchiveConfig from(Map<String, String> values) {
        Options options = new Options(values, OPTIONS);
        KafkaOptions.Kafka kafka = KafkaOptions.read(options);
        String lake = options.require(LAKE, "");
        String url = options.require(JDBC_URL, "");
        String user = options.require(JDBC_USER, "");
        WarehouseConfig warehouse = null;
        if (!url.isEmpty() && !user.isEmpty()) {
            warehouse = warehouse(options, url, user);
        }
        options.done("archive job");
        if (warehouse == null) {
            throw new IllegalStateException("Without a warehouse the options have problems");
        }
        return new ArchiveConfig(kafka, lake, warehouse, options.flink());
    }

    private static @Nullable WarehouseConfig warehouse(Options options, String url, String user) {
        WarehouseConfig.Builder builder = WarehouseConfig.builder().url(url).user(user);
        String passwordFile = options.find(JDBC_PASSWORD_FILE);
        if (passwordFile != null) {
            builder.password(PasswordSource.file(passwordFile));
        }
        List<String> problems = builder.problems();
        problems.forEach(problem -> options.check(false, JDBC_URL, ": " + problem));
        return problems.isEmpty() ? builder.build() : null;
    }
}
