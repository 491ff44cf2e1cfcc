package io.wardstream.local.cli;

import io.wardstream.jobs.config.ConsoleConfig;
import io.wardstream.jobs.config.InvalidOptionsException;
import io.wardstream.jobs.config.OptionsFile;
import io.wardstream.local.console.Installation;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which installation a command speaks to: the ward on this machine, unless another one is named. */
final class InstallationOptions {

    @Option(
            names = "--ward-data",
            paramLabel = "DIR",
            defaultValue = "ward-data",
            description = "The data of the ward on this machine (default: ./${DEFAULT-VALUE}).")
    private Path wardData = Path.of("ward-data");

    @Option(names = "--kafka", paramLabel = "HOST:PORT", description = "Another installation: its Kafka.")
    private @Nullable String kafka;

    @Option(
            names = "--mqtt",
            paramLabel = "URL",
            description = "Its MQTT broker, mqtt://HOST[:PORT] or mqtts://HOST[:PORT]; for what people do.")
    private @Nullable String mqtt;

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "The console there: a registered staff terminal, and its user at the broker.")
    private @Nullable String user;

    @Option(names = "--password-file", paramLabel = "FILE", description = "The file with its password.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The same in a file, with the jobs' options: kafka.* and mqtt.* (docs/options.md).")
    private @Nullable Path config;

    /**
     * The installation.
     *
     * @throws WrongArguments if the options make none
     * @throws IOException if no ward runs here
     */
    Installation find() throws WrongArguments, IOException {
        List<String> problems = new ArrayList<>();
        Map<String, String> options = new HashMap<>();
        boolean elsewhere = kafka != null || config != null;
        if (!elsewhere && (mqtt != null || user != null || passwordFile != null)) {
            problems.add("--mqtt, --user and --password-file go together with --kafka or --config");
        }
        Path file = config;
        if (file != null) {
            try {
                options.putAll(OptionsFile.read(file));
            } catch (IOException | IllegalArgumentException e) {
                problems.add("--config: " + e.getMessage());
            }
        }
        if (kafka != null) {
            options.put("kafka.bootstrap-servers", kafka);
        }
        broker(options, problems);
        if (user != null) {
            options.put("mqtt.username", user);
        }
        if (passwordFile != null) {
            options.put("mqtt.password-file", passwordFile.toString());
        }
        WrongArguments.throwIfAny(problems);
        if (!elsewhere) {
            return Installation.local(wardData);
        }
        // A person waits.
        if (options.containsKey("mqtt.host")) {
            options.putIfAbsent("mqtt.connect-timeout", "8 s");
        }
        try {
            return Installation.at(ConsoleConfig.from(options));
        } catch (InvalidOptionsException e) {
            throw new WrongArguments(e.problems());
        }
    }

    private void broker(Map<String, String> options, List<String> problems) {
        String given = mqtt;
        if (given == null) {
            return;
        }
        try {
            URI uri = new URI(given);
            boolean tls = "mqtts".equals(uri.getScheme());
            if ((tls || "mqtt".equals(uri.getScheme())) && uri.getHost() != null) {
                options.put("mqtt.host", uri.getHost());
                if (uri.getPort() >= 0) {
                    options.put("mqtt.port", String.valueOf(uri.getPort()));
                }
                if (tls) {
                    options.put("mqtt.tls.enabled", "true");
                }
                return;
            }
        } catch (URISyntaxException e) {
            // Said below.
        }
        problems.add("--mqtt is '" + given + "'; accepted: mqtt://HOST[:PORT] or mqtts://HOST[:PORT]");
    }
}
