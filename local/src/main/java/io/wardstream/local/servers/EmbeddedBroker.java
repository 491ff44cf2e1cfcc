package io.wardstream.local.servers;

import java.nio.file.Path;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.WildcardConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/**
 * The MQTT broker: Artemis, MQTT 5 and 3.1.1, with a journal on disk, so that what it has taken and the sessions of its
 * clients outlive it.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private final EmbeddedActiveMQ server;
    private final int port;

    private EmbeddedBroker(EmbeddedActiveMQ server, int port) {
        this.server = server;
        this.port = port;
    }

    /** Starts it over a folder. */
    public static EmbeddedBroker start(Path folder, int port, BrokerAccess access) throws Exception {
        Configuration configuration = new ConfigurationImpl()
                .setName("ward")
                .setSecurityEnabled(true)
                .setSecurityInvalidationInterval(1_000)
                .setJournalType(JournalType.NIO)
                .setJournalFileSize(4 * 1024 * 1024)
                .setJournalMinFiles(4)
                .setJournalDirectory(folder.resolve("journal").toString())
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setLargeMessagesDirectory(folder.resolve("large").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .setMaxDiskUsage(-1)
                .setJMXManagementEnabled(false)
                .setMessageCounterEnabled(false)
                .setWildCardConfiguration(new WildcardConfiguration()
                        .setDelimiter('/')
                        .setAnyWords('#')
                        .setSingleWord('+'))
                .addAddressSetting(
                        "#",
                        new AddressSettings()
                                .setDeadLetterAddress(SimpleString.of("DLQ"))
                                .setExpiryAddress(SimpleString.of("EXPIRY"))
                                .setMaxSizeBytes(64L * 1024 * 1024)
                                .setPageSizeBytes(4 * 1024 * 1024)
                                .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE))
                .addAcceptorConfiguration(
                        "mqtt",
                        "tcp://127.0.0.1:" + port
                                + "?protocols=MQTT;useEpoll=false;useKQueue=false;retainAvailable=false");
        EmbeddedActiveMQ server = new EmbeddedActiveMQ();
        server.setConfiguration(configuration);
        server.setSecurityManager(new BrokerSecurity(access));
        server.start();
        server.getActiveMQServer().getRemotingService().addIncomingInterceptor(new BrokerGuard(access));
        return new EmbeddedBroker(server, port);
    }

    /** Where clients find it. */
    public int port() {
        return port;
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
