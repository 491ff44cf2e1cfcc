package io.wardstream.connectors.mqtt.internal.client;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientBuilder;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttClientTransportConfig;
import com.hivemq.client.mqtt.MqttClientTransportConfigBuilder;
import com.hivemq.client.mqtt.MqttWebSocketConfig;
import io.wardstream.connectors.mqtt.MqttConnectionConfig;
import io.wardstream.connectors.mqtt.MqttTls;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** What a client object needs whatever its version. */
final class ClientSettings {

    private ClientSettings() {}

    /**
     * A builder with transport, executor and listener; automatic reconnect stays off.
     *
     * @param explain turns the client's own exceptions into ours, as far as they are known to the version
     */
    static MqttClientBuilder builder(
            MqttConnectionConfig connection,
            String clientId,
            Executor executor,
            Consumer<Throwable> onDisconnected,
            UnaryOperator<Throwable> explain)
            throws IOException {
        return MqttClient.builder()
                .identifier(clientId)
                .executorConfig()
                .nettyExecutor(executor)
                .nettyThreads(1)
                .applicationScheduler(AtOnce.INSTANCE)
                .applyExecutorConfig()
                .transportConfig(transport(connection))
                .addDisconnectedListener(context -> onDisconnected.accept(explain.apply(context.getCause())));
    }

    private static MqttClientTransportConfig transport(MqttConnectionConfig connection) throws IOException {
        long timeoutMs = connection.connectTimeout().toMillis();
        MqttClientTransportConfigBuilder builder = MqttClientTransportConfig.builder()
                .serverHost(connection.host())
                .serverPort(connection.port())
                .socketConnectTimeout(timeoutMs, TimeUnit.MILLISECONDS)
                .mqttConnectTimeout(timeoutMs, TimeUnit.MILLISECONDS);
        MqttTls tls = connection.tls();
        if (tls != null) {
            var ssl = MqttClientSslConfig.builder()
                    .handshakeTimeout(timeoutMs, TimeUnit.MILLISECONDS)
                    .trustManagerFactory(TlsFiles.trust(tls))
                    .keyManagerFactory(TlsFiles.identity(tls));
            if (!tls.verifyHostname()) {
                ssl = ssl.hostnameVerifier((host, session) -> true);
            }
            builder = builder.sslConfig(ssl.build());
        }
        String path = connection.webSocketPath();
        if (path != null) {
            builder = builder.webSocketConfig(MqttWebSocketConfig.builder()
                    .serverPath(path)
                    .handshakeTimeout(timeoutMs, TimeUnit.MILLISECONDS)
                    .build());
        }
        return builder.build();
    }

    /** The same future, failed with our exceptions. */
    static <T> CompletableFuture<T> explained(CompletableFuture<T> future, UnaryOperator<Throwable> explain) {
        return future.handle((value, error) -> {
            if (error != null) {
                throw new CompletionException(explain.apply(unwrapped(error)));
            }
            return value;
        });
    }

    /**
     * Disconnects as soon as there is a connection, if one comes about at all: the client cannot give an attempt up.
     */
    static CompletableFuture<Void> disconnected(
            @Nullable CompletableFuture<?> attempt, Supplier<CompletableFuture<Void>> disconnect, Intake intake) {
        if (attempt == null) {
            intake.close();
            return CompletableFuture.completedFuture(null);
        }
        return attempt.handle((connected, error) -> error == null)
                .thenCompose(there -> there ? disconnect.get() : CompletableFuture.completedFuture(null));
    }

    static Throwable unwrapped(Throwable error) {
        return error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    }

    /** What was wrong if TLS was; a certificate is nothing that another attempt mends. Null if it is not that. */
    static @Nullable BrokerException tlsFailure(Throwable failure) {
        boolean handshake = false;
        boolean certificate = false;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            handshake |= cause instanceof SSLHandshakeException;
            certificate |= cause instanceof CertificateException;
            if (cause instanceof CertificateExpiredException) {
                return new BrokerException(
                        BrokerException.Kind.REFUSED,
                        "the broker's certificate has expired: " + cause.getMessage(),
                        failure);
            }
        }
        if (!handshake && !certificate) {
            return null;
        }
        // A handshake that only broke off may have met a broker that was just restarting.
        return certificate
                ? new BrokerException(
                        BrokerException.Kind.REFUSED,
                        "the broker's certificate is not accepted: " + deepest(failure),
                        failure)
                : new BrokerException(
                        BrokerException.Kind.LOST, "the TLS handshake failed: " + deepest(failure), failure);
    }

    private static String deepest(Throwable failure) {
        Throwable last = failure;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return String.valueOf(last.getMessage());
    }
}
