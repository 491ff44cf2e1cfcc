package io.wardstream.local.ward;

import io.wardstream.jobs.kafka.Topics;
import io.wardstream.local.servers.BrokerAccess;
import io.wardstream.local.servers.EmbeddedBroker;
import io.wardstream.local.servers.EmbeddedDatabase;
import io.wardstream.local.servers.EmbeddedFlink;
import io.wardstream.local.servers.EmbeddedKafka;
import io.wardstream.local.servers.Ports;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ward's servers, all in one process but PostgreSQL. They start side by side and are closed in turn. */
final class WardServers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WardServers.class);

    /** The events are spread over so many partitions; never changed for an existing ward. */
    static final int EVENT_PARTITIONS = 4;

    private static final int OTHER_PARTITIONS = 2;
    private static final int SLOTS = 8;

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final BrokerAccess access;
    private final EmbeddedKafka kafka;
    private final EmbeddedBroker broker;
    private final EmbeddedDatabase database;
    private final EmbeddedFlink flink;

    private WardServers(
            BrokerAccess access,
            EmbeddedKafka kafka,
            EmbeddedBroker broker,
            EmbeddedDatabase database,
            EmbeddedFlink flink) {
        this.access = access;
        this.kafka = kafka;
        this.broker = broker;
        this.database = database;
        this.flink = flink;
    }

    /** Starts them. What was started is closed again if one of them fails. */
    static WardServers start(DataDirectory data, Ports ports, int portBase) throws Exception {
        BrokerAccess access = new BrokerAccess(DataDirectory.readSecret(data.root()));
        int mqtt = ports.prefer(portBase);
        int kafkaPort = ports.prefer(portBase + 1);
        int controller = ports.prefer(portBase + 2);
        int postgres = ports.prefer(portBase + 3);
        int web = ports.prefer(portBase + 4);
        ExecutorService starters = Executors.newFixedThreadPool(4);
        try {
            Future<EmbeddedKafka> kafka =
                    starters.submit(() -> EmbeddedKafka.start(data.resolve("kafka"), kafkaPort, controller));
            Future<EmbeddedDatabase> database =
                    starters.submit(() -> EmbeddedDatabase.start(data.resolve("database"), postgres));
            Future<EmbeddedBroker> broker =
                    starters.submit(() -> EmbeddedBroker.start(data.resolve("broker"), mqtt, access));
            Future<EmbeddedFlink> flink = starters.submit(
                    () -> EmbeddedFlink.start(data.resolve("flink"), web, SLOTS, data.resolve("ward.log")));
            try {
                WardServers servers = new WardServers(access, kafka.get(), broker.get(), database.get(), flink.get());
                servers.started.push(servers.database);
                servers.started.push(servers.kafka);
                servers.started.push(servers.broker);
                servers.started.push(servers.flink);
                servers.createTopics();
                return servers;
            } catch (ExecutionException e) {
                for (Future<? extends AutoCloseable> each : java.util.List.of(flink, broker, kafka, database)) {
                    closeIfStarted(each);
                }
                throw new IllegalStateException("a server did not start: " + e.getCause(), e.getCause());
            }
        } finally {
            starters.shutdown();
        }
    }

    private static void closeIfStarted(Future<? extends AutoCloseable> server) throws InterruptedException {
        try {
            server.get().close();
        } catch (ExecutionException e) {
            LOG.warn("A server did not start", e.getCause());
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            LOG.warn("A server could not be closed", e);
        }
    }

    private void createTopics() throws Exception {
        Topics topics = new Topics(Topics.DEFAULT_PREFIX);
        Map<String, Integer> partitions = new HashMap<>();
        topics.all().forEach(topic -> partitions.put(topic, OTHER_PARTITIONS));
        partitions.put(topics.events(), EVENT_PARTITIONS);
        // Settings of one key must be read in the order in which they were made, and so must a device's entries.
        partitions.put(topics.settings(), 1);
        partitions.put(topics.registry(), 1);
        kafka.createTopics(partitions, Set.of(topics.settings(), topics.registry()));
    }

    BrokerAccess access() {
        return access;
    }

    EmbeddedKafka kafka() {
        return kafka;
    }

    EmbeddedBroker broker() {
        return broker;
    }

    EmbeddedDatabase database() {
        return database;
    }

    EmbeddedFlink flink() {
        return flink;
    }

    /** Does something that may fail without keeping the rest from being closed. */
    private static void quietly(Callable<?> step) {
        try {
            step.call();
        } catch (Exception e) {
            LOG.warn("A server could not be closed", e);
        }
    }

    @Override
    public void close() {
        while (!started.isEmpty()) {
            AutoCloseable server = started.pop();
            quietly(() -> {
                server.close();
                return null;
            });
        }
    }
}
