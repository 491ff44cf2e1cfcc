package io.wardstream.local.console;

import io.wardstream.connectors.mqtt.MqttConnectionConfig;
import io.wardstream.connectors.mqtt.MqttCredentials;
import io.wardstream.jobs.clock.WardTime;
import io.wardstream.jobs.config.ConsoleConfig;
import io.wardstream.jobs.config.KafkaOptions;
import io.wardstream.jobs.kafka.Topics;
import io.wardstream.local.ward.Consoles;
import io.wardstream.local.ward.DataDirectory;
import io.wardstream.local.ward.RunInfo;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Time;
import io.wardstream.model.wire.WardTopic;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A running installation: the ward on this machine, or another one. */
public abstract sealed class Installation {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(8);

    private final KafkaOptions.Kafka kafka;

    private Installation(KafkaOptions.Kafka kafka) {
        this.kafka = kafka;
    }

    /**
     * A console at the broker.
     *
     * @param user its name there, and in the registry
     * @param ward where it is registered
     * @param connection how to connect
     */
    public record Door(String user, String ward, MqttConnectionConfig connection) {

        /** Where it says what somebody did. */
        String topic() {
            return new WardTopic(ward, user, WardTopic.EVENT).text();
        }
    }

    /** The log. */
    public KafkaOptions.Kafka kafka() {
        return kafka;
    }

    /** The time there. */
    public abstract @Time long nowMs();

    /**
     * A console through which to speak about something on a ward.
     *
     * @param ward the ward, or empty if it is not known
     * @throws IOException if there is none
     */
    public abstract Door door(String ward, Whereabouts whereabouts) throws IOException;

    /**
     * Where a watchman asks.
     *
     * @throws IOException if it is not registered
     */
    public abstract Door watchmansDoor(Whereabouts whereabouts) throws IOException;

    /**
     * The ward on this machine.
     *
     * @throws IOException if none runs on the folder
     */
    public static Installation local(Path wardData) throws IOException {
        RunInfo running = DataDirectory.runInfo(wardData)
                .orElseThrow(() -> new IOException("no ward runs on " + wardData
                        + "; start one with ./ward up, or name another with --ward-data or --kafka"));
        return new Local(wardData, running);
    }

    /** An installation that is described by the jobs' options. */
    public static Installation at(ConsoleConfig config) {
        return new Elsewhere(config);
    }

    private static final class Local extends Installation {
        private final Path wardData;
        private final RunInfo running;
        private final WardTime time;

        Local(Path wardData, RunInfo running) {
            super(new KafkaOptions.Kafka(running.kafka(), new Topics(Topics.DEFAULT_PREFIX)));
            this.wardData = wardData;
            this.running = running;
            this.time = new WardTime(running.anchorWallMs(), running.anchorWardMs(), running.speed());
        }

        @Override
        public long nowMs() {
            return time.nowMs();
        }

        @Override
        public Door door(String ward, Whereabouts whereabouts) throws IOException {
            RegistryEntry console = whereabouts
                    .device(Consoles.name(ward))
                    .or(() -> whereabouts
                            .active()
                            .filter(entry -> entry.deviceId().equals(Consoles.name(entry.ward())))
                            .findFirst())
                    .orElseThrow(() -> new IOException("no console is registered; start the ward again"));
            return door(console);
        }

        @Override
        public Door watchmansDoor(Whereabouts whereabouts) throws IOException {
            return door(whereabouts
                    .device(Consoles.WATCHMAN)
                    .orElseThrow(() -> new IOException("no watchman is registered; start the ward again")));
        }

        private Door door(RegistryEntry console) {
            String user = console.deviceId();
            return new Door(
                    user,
                    console.ward(),
                    MqttConnectionConfig.builder()
                            .host("127.0.0.1")
                            .port(running.mqttPort())
                            .connectTimeout(CONNECT_LIMIT)
                            .credentials(MqttCredentials.ofUserAndFile(
                                    user, Consoles.passwordFile(wardData, user).toString()))
                            .build());
        }
    }

    private static final class Elsewhere extends Installation {
        private final @Nullable MqttConnectionConfig mqtt;

        Elsewhere(ConsoleConfig config) {
            super(config.kafka());
            this.mqtt = config.mqtt();
        }

        @Override
        public long nowMs() {
            return System.currentTimeMillis();
        }

        @Override
        public Door door(String ward, Whereabouts whereabouts) throws IOException {
            MqttConnectionConfig connection = mqtt;
            MqttCredentials credentials = connection == null ? null : connection.credentials();
            if (connection == null || credentials == null) {
                throw new IOException("what people do goes through the broker: --mqtt, --user and --password-file"
                        + " (or mqtt.host, mqtt.username and mqtt.password-file in --config) are missing");
            }
            String user = credentials.username();
            RegistryEntry console = whereabouts
                    .device(user)
                    .orElseThrow(() -> new IOException("the console '" + user
                            + "' is not in the registry, so nothing that it says would be taken"));
            return new Door(user, console.ward(), connection);
        }

        /** The terminal that was named: elsewhere, a site registers its watchman as one of its own. */
        @Override
        public Door watchmansDoor(Whereabouts whereabouts) throws IOException {
            return door("", whereabouts);
        }
    }
}
