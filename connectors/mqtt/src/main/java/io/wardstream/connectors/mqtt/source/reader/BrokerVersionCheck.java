package io.wardstream.connectors.mqtt.source.reader;

import io.wardstream.connectors.mqtt.internal.client.BrokerClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the broker for its version, over a connection of its own that is gone after some seconds, and warns of those
 * that are known not to keep the receive maximum. Most brokers do not say their version, or not to everybody: then
 * nothing is said.
 */
final class BrokerVersionCheck {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerVersionCheck.class);
    private static final String VERSION_TOPIC = "$SYS/broker/version";
    private static final long PATIENCE_MS = 5_000;
    private static final Pattern MOSQUITTO = Pattern.compile("mosquitto version (\\d+)\\.(\\d+)\\.(\\d+).*");

    private BrokerVersionCheck() {}

    /** Begins to ask; returns at once. */
    static void begin(SessionConfig config) {
        if (!config.windowIsAnnounced()) {
            return;
        }
        Executor network = task -> {
            Thread thread = new Thread(task, "mqtt-broker-version");
            thread.setDaemon(true);
            thread.start();
        };
        CompletableFuture<String> answer = new CompletableFuture<>();
        String clientId = config.clientIdPrefix() + "-v";
        try {
            BrokerClient client = BrokerClient.create(
                    config.connection(),
                    clientId,
                    network,
                    delivery -> answer.complete(new String(delivery.payload(), StandardCharsets.UTF_8)),
                    answer::completeExceptionally);
            client.connect(new BrokerClient.SessionRequest(true, 0, 10))
                    .thenCompose(connected -> client.subscribe(VERSION_TOPIC, 0))
                    .whenComplete((granted, error) -> {
                        if (error != null) {
                            answer.completeExceptionally(error);
                        }
                    });
            answer.orTimeout(PATIENCE_MS, TimeUnit.MILLISECONDS).whenComplete((version, error) -> {
                if (version != null) {
                    String warning = warning(version);
                    if (warning != null) {
                        LOG.warn("{}: {}", config.connection(), warning);
                    } else {
                        LOG.debug("{} is {}", config.connection(), version);
                    }
                } else {
                    LOG.debug("{} does not say its version", config.connection(), error);
                }
                client.disconnect();
            });
        } catch (IOException e) {
            // The sessions meet the same and say it better.
            LOG.debug("{} cannot be asked for its version", config.connection(), e);
        }
    }

    /** What is to be known of a broker of this version, or null. */
    static @Nullable String warning(String version) {
        Matcher matcher = MOSQUITTO.matcher(version);
        if (!matcher.matches()) {
            return null;
        }
        int major = Integer.parseInt(matcher.group(1));
        int minor = Integer.parseInt(matcher.group(2));
        int patch = Integer.parseInt(matcher.group(3));
        boolean keepsTheWindow = major > 2 || (major == 2 && (minor > 0 || patch >= 13));
        return keepsTheWindow
                ? null
                : "this broker is " + version + ". Before 2.0.13 Mosquitto exceeds the receive maximum when"
                        + " acknowledgements are late, and the connection is then broken off. Use a newer one, or MQTT 3.1.1.";
    }
}
