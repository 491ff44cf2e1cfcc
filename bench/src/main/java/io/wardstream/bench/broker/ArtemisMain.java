package io.wardstream.bench.broker;

import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnAckVariableHeader;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.WildcardConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTInterceptor;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnection;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.jspecify.annotations.Nullable;

/**
 * Artemis as a process: {@code FOLDER PORT USER PASSWORD [TLS_PORT STORE STORE_PASSWORD]}. It runs until it is killed.
 */
public final class ArtemisMain {

    private ArtemisMain() {}

    /** Starts it. */
    public static void main(String[] given) throws Exception {
        Path folder = Path.of(given[0]);
        Configuration configuration = new ConfigurationImpl()
                .setName("drill")
                .setSecurityEnabled(true)
                .setSecurityInvalidationInterval(0)
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
                                .setExpiryAddress(SimpleString.of("EXPIRY")))
                .addAcceptorConfiguration(
                        "mqtt", "tcp://127.0.0.1:" + given[1] + "?protocols=MQTT;useEpoll=false;useKQueue=false");
        if (given.length > 4) {
            configuration.addAcceptorConfiguration(
                    "mqtts",
                    "tcp://127.0.0.1:" + given[4]
                            + "?protocols=MQTT;useEpoll=false;useKQueue=false;sslEnabled=true;keyStoreType=PKCS12"
                            + ";keyStorePath=" + given[5] + ";keyStorePassword=" + given[6]);
        }
        EmbeddedActiveMQ server = new EmbeddedActiveMQ();
        server.setConfiguration(configuration);
        server.setSecurityManager(new OneUser(given[2], given[3]));
        server.start();
        server.getActiveMQServer().getRemotingService().addIncomingInterceptor(new Door(given[2], given[3]));
    }

    /** One user, who may do everything; nobody else may do anything. */
    private record OneUser(String name, String password) implements ActiveMQSecurityManager5 {

        @Override
        public @Nullable Subject authenticate(
                @Nullable String user,
                @Nullable String secret,
                @Nullable RemotingConnection connection,
                @Nullable String domain) {
            if (!validateUser(user, secret)) {
                return null;
            }
            Subject subject = new Subject();
            subject.getPrincipals().add(new UserPrincipal(name));
            return subject;
        }

        @Override
        public boolean authorize(@Nullable Subject subject, Set<Role> roles, CheckType checkType, String address) {
            return subject != null;
        }

        @Override
        public boolean validateUser(@Nullable String user, @Nullable String secret) {
            return name.equals(user) && password.equals(secret);
        }

        @Override
        public boolean validateUserAndRole(
                @Nullable String user, @Nullable String secret, Set<Role> roles, CheckType checkType) {
            return validateUser(user, secret);
        }
    }

    /**
     * Refuses wrong passwords before the broker sees them. Artemis 2.55.0 refuses them too, but then deletes the
     * session that has the client id, with all that waits in it: whoever knows a client id could wipe it.
     */
    private record Door(String name, String password) implements MQTTInterceptor {

        @Override
        public boolean intercept(MqttMessage packet, RemotingConnection connection) {
            if (!(packet instanceof MqttConnectMessage connect)) {
                return true;
            }
            byte[] given = connect.payload().passwordInBytes();
            if (name.equals(connect.payload().userName())
                    && given != null
                    && password.equals(new String(given, StandardCharsets.UTF_8))) {
                return true;
            }
            boolean five = connect.variableHeader().version() == MqttVersion.MQTT_5.protocolLevel();
            if (connection.getTransportConnection() instanceof NettyConnection network) {
                network.getChannel()
                        .writeAndFlush(new MqttConnAckMessage(
                                new MqttFixedHeader(MqttMessageType.CONNACK, false, MqttQoS.AT_MOST_ONCE, false, 0),
                                new MqttConnAckVariableHeader(
                                        five
                                                ? MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USERNAME_OR_PASSWORD
                                                : MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD,
                                        false)))
                        .addListener(ChannelFutureListener.CLOSE);
            }
            return false;
        }
    }
}
