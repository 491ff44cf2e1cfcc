package io.wardstream.jobs.config;

import io.wardstream.connectors.webhook.EndpointConfig;
import io.wardstream.connectors.webhook.SecretSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of the notify job.
 *
 * @param kafka the log
 * @param endpoint where alarms are delivered
 * @param flink Flink's own options
 */
public record NotifyConfig(KafkaOptions.Kafka kafka, EndpointConfig endpoint, Configuration flink) {

    public static final ConfigOption<String> ENDPOINT_NAME = ConfigOptions.key("notify.endpoint.name")
            .stringType()
            .defaultValue("default")
            .withDescription("The endpoint's name, in reports and state. Never change it while something is pending.");
    public static final ConfigOption<String> ENDPOINT_URL = ConfigOptions.key("notify.endpoint.url")
            .stringType()
            .noDefaultValue()
            .withDescription("Where alarms are delivered: an https address; plain http only on this machine.");
    public static final ConfigOption<String> ENDPOINT_SECRET_FILE = ConfigOptions.key("notify.endpoint.secret-file")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "A file with the secrets that sign the deliveries, one whsec_… a line, on every machine that"
                            + " runs the job.");

    /** Every option of the job. */
    public static final List<ConfigOption<?>> OPTIONS = options();

    private static List<ConfigOption<?>> options() {
        List<ConfigOption<?>> all = new ArrayList<>(KafkaOptions.ALL);
        all.addAll(List.of(ENDPOINT_NAME, ENDPOINT_URL, ENDPOINT_SECRET_FILE));
        return List.copyOf(all);
    }

    /**
     * Reads the configuration.
     *
     * @throws InvalidOptionsException naming everything that is wrong
     */
    public static NotifyConfig from(Map<String, String> values) {
        Options options = new Options(values, OPTIONS);
        KafkaOptions.Kafka kafka = KafkaOptions.read(options);
        String url = options.require(ENDPOINT_URL, "");
        String secretFile = options.require(ENDPOINT_SECRET_FILE, "");
        EndpointConfig endpoint = null;
        if (!url.isEmpty() && !secretFile.isEmpty()) {
            endpoint = endpoint(options, url, secretFile);
        }
        options.done("notify job");
        if (endpoint == null) {
            throw new IllegalStateException("Without an endpoint the options have problems");
        }
        return new NotifyConfig(kafka, endpoint, options.flink());
    }

    private static @Nullable EndpointConfig endpoint(Options options, String url, String secretFile) {
        EndpointConfig.Builder builder =
                EndpointConfig.named(options.get(ENDPOINT_NAME)).uri(url).secret(SecretSource.file(secretFile));
        List<String> problems = builder.problems();
        problems.forEach(problem -> options.check(false, ENDPOINT_URL, ": " + problem));
        return problems.isEmpty() ? builder.build() : null;
    }
}
