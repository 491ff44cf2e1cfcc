package io.wardstream.connectors.mqtt.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.WildcardConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/** A real broker in the test's own process, on a free port of the loopback, with its journal in a folder. */
public final class TestBroker implements AutoCloseable {

    private final Path folder;
    private final int port;
    private final Map<String, String> acceptor;
    private EmbeddedActiveMQ server;

    public TestBroker(Path folder) throws Exception {
        this(folder, Map.of());
    }

    /** A broker whose acceptor has further parameters, for example for TLS. */
    public TestBroker(Path folder, Map<String, String> acceptor) throws Exception {
        this.folder = folder;
        this.port = freePort();
        this.acceptor = acceptor;
        start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public void start() throws Exception {
        StringBuilder parameters = new StringBuilder("?protocols=MQTT;useEpoll=false;useKQueue=false");
        acceptor.forEach(
                (key, value) -> parameters.append(';').append(key).append('=').append(value));
        Configuration configuration = new ConfigurationImpl()
                .setSecurityEnabled(false)
                .setJournalType(JournalType.NIO)
                .setJournalDirectory(folder.resolve("journal").toString())
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setLargeMessagesDirectory(folder.resolve("large").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .setMaxDiskUsage(-1)
                .setWildCardConfiguration(new WildcardConfiguration()
                        .setDelimiter('/')
                        .setAnyWords('#')
                        .setSingleWord('+'))
                .addAddressSetting(
                        "#",
                        new AddressSettings()
                                .setDeadLetterAddress(SimpleString.of("DLQ"))
                                .setExpiryAddress(SimpleString.of("EXPIRY")))
                .addAcceptorConfiguration("mqtt", "tcp://127.0.0.1:" + port + parameters);
        server = new EmbeddedActiveMQ();
        server.setConfiguration(configuration);
        server.start();
    }

    public void stop() throws Exception {
        server.stop();
    }

    public int port() {
        return port;
    }

    /** Ends a client's connection as a broken network does. */
    public void cutOff(String clientId) {
        server.getActiveMQServer().getRemotingService().getConnections().stream()
                .filter(connection -> clientId.equals(connection.getClientID()))
                .forEach(connection -> connection.fail(new ActiveMQException("cut off, as the test wants")));
    }

    /** Messages in a client's session that were not acknowledged: queued and on their way. */
    public long unacknowledged(String clientId) {
        long count = 0;
        for (Map.Entry<SimpleString, Queue> queue : queues().entrySet()) {
            if (queue.getKey().toString().startsWith(clientId + ".")) {
                count += queue.getValue().getMessageCount();
            }
        }
        return count;
    }

    /** How many sessions share the subscriptions of a group. */
    public int sharedConsumers(String group) {
        return queues().entrySet().stream()
                .filter(queue -> queue.getKey().toString().startsWith(group + "."))
                .mapToInt(queue -> queue.getValue().getConsumerCount())
                .sum();
    }

    /** How many of the subscriptions of clients whose id begins so are being read. */
    public long read(String clientIdPrefix) {
        return queues().entrySet().stream()
                .filter(queue -> queue.getKey().toString().startsWith(clientIdPrefix))
                .filter(queue -> queue.getValue().getConsumerCount() > 0)
                .count();
    }

    private Map<SimpleString, Queue> queues() {
        Map<SimpleString, Queue> queues = new java.util.HashMap<>();
        server.getActiveMQServer().getPostOffice().getAllBindings().forEach(binding -> {
            if (binding.getBindable() instanceof Queue queue) {
                queues.put(binding.getUniqueName(), queue);
            }
        });
        return queues;
    }

    @Override
    public void close() throws Exception {
        stop();
    }
}
