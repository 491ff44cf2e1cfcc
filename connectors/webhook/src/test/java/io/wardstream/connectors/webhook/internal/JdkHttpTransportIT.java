package io.wardstream.connectors.webhook.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.connectors.webhook.LocalEndpoint;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdkHttpTransportIT {

    private static final long TIMEOUT_MS = 600;
    /** The first byte of a client that begins with TLS; none of ours. */
    private static final int TLS_HANDSHAKE = 0x16;

    private final JdkHttpTransport transport = new JdkHttpTransport();
    private final CountDownLatch testIsOver = new CountDownLatch(1);

    @AfterEach
    void close() {
        testIsOver.countDown();
        transport.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 400, 401, 404, 407, 410, 500, 503, 599})
    void givesBackTheStatus(int status) throws Exception {
        try (LocalEndpoint endpoint = new LocalEndpoint((exchange, r, n) -> LocalEndpoint.status(exchange, status))) {
            assertThat(post(endpoint.uri())).isEqualTo(AttemptResult.answered(status, null));
            assertThat(endpoint.received())
                    .singleElement()
                    .extracting(LocalEndpoint.Received::id, LocalEndpoint.Received::body)
                    .containsExactly("msg_1", "body ø");
        }
    }

    @Test
    void readsRetryAfter() throws Exception {
        try (LocalEndpoint endpoint = new LocalEndpoint((exchange, r, n) -> {
            exchange.getResponseHeaders().set("Retry-After", "7");
            LocalEndpoint.status(exchange, 429);
        })) {
            assertThat(post(endpoint.uri())).isEqualTo(AttemptResult.answered(429, 7_000L));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void neverFollowsARedirect(int status) throws Exception {
        try (LocalEndpoint endpoint = new LocalEndpoint((exchange, r, n) -> {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            LocalEndpoint.status(exchange, status);
        })) {
            assertThat(post(endpoint.uri()).status()).isEqualTo(status);
            assertThat(endpoint.received())
                    .extracting(LocalEndpoint.Received::path)
                    .containsExactly("/hook");
        }
    }

    @Test
    void endsAtTheTimeoutWhenTheEndpointHangs() throws Exception {
        try (LocalEndpoint endpoint = new LocalEndpoint((exchange, r, n) -> testIsOver.await())) {
            long start = System.nanoTime();
            assertThat(post(endpoint.uri())).isEqualTo(AttemptResult.failed(AttemptFailure.TIMEOUT));
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start))
                    .isBetween(TIMEOUT_MS - 50, TIMEOUT_MS * 5);
        }
    }

    @Test
    void endsAtTheTimeoutWhenTheHeadDrips() throws Exception {
        try (ServerSocket server = rawServer("HTTP/1.1 200 OK\r\nX-Slow: " + "x".repeat(1_000_000), 1, 20)) {
            assertThat(post("http://127.0.0.1:" + server.getLocalPort() + "/"))
                    .isEqualTo(AttemptResult.failed(AttemptFailure.TIMEOUT));
        }
    }

    @Test
    void countsTheStatusAndEndsAtTheTimeoutWhenTheBodyDrips() throws Exception {
        try (LocalEndpoint endpoint = new LocalEndpoint((exchange, r, n) -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                while (!testIsOver.await(20, TimeUnit.MILLISECONDS)) {
                    out.write('x');
                    out.flush();
                }
            }
        })) {
            long start = System.nanoTime();
            assertThat(post(endpoint.uri()).status()).isEqualTo(200);
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start))
                    .isBetween(TIMEOUT_MS - 50, TIMEOUT_MS * 5);
        }
    }

    @Test
    void stopsReadingAnEndlessBodyAndCountsTheStatus() throws Exception {
        AtomicLong written = new AtomicLong();
        CountDownLatch refused = new CountDownLatch(1);
        try (LocalEndpoint endpoint = new LocalEndpoint((exchange, r, n) -> {
            exchange.sendResponseHeaders(503, 0);
            byte[] block = new byte[16 * 1024];
            try (OutputStream out = exchange.getResponseBody()) {
                while (testIsOver.getCount() > 0) {
                    out.write(block);
                    written.addAndGet(block.length);
                }
            } catch (IOException e) {
                refused.countDown();
            }
        })) {
            long start = System.nanoTime();
            assertThat(post(endpoint.uri(), 20_000).status()).isEqualTo(503);
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isLessThan(5_000);
            assertThat(refused.await(5, TimeUnit.SECONDS))
                    .as("the connection was closed")
                    .isTrue();
            // What is in flight in socket buffers is the system's.
            assertThat(written.get()).isLessThan(32 * 1024 * 1024);
        }
    }

    @Test
    void usesAConnectionAgainAfterAShortBody() throws Exception {
        List<Integer> ports = new java.util.concurrent.CopyOnWriteArrayList<>();
        try (LocalEndpoint endpoint = new LocalEndpoint((exchange, r, n) -> {
            ports.add(exchange.getRemoteAddress().getPort());
            byte[] body = new byte[32 * 1024];
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        })) {
            post(endpoint.uri());
            post(endpoint.uri());
            assertThat(ports).hasSize(2);
            assertThat(ports.get(0)).isEqualTo(ports.get(1));
        }
    }

    @Test
    void saysThatNobodyListens() throws Exception {
        int port;
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = probe.getLocalPort();
        }
        assertThat(post("http://127.0.0.1:" + port + "/")).isEqualTo(AttemptResult.failed(AttemptFailure.NOT_REACHED));
    }

    @Test
    void saysThatTheHostIsUnknown() throws Exception {
        assertThat(post("http://no-such-host.invalid/", 20_000))
                .isEqualTo(AttemptResult.failed(AttemptFailure.UNKNOWN_HOST));
    }

    @Test
    void saysThatTheAnswerIsNotHttp() throws Exception {
        try (ServerSocket server = rawServer("220 smtp.example.org ESMTP\r\n\r\n", 4_096, 0)) {
            assertThat(post("http://127.0.0.1:" + server.getLocalPort() + "/"))
                    .isEqualTo(AttemptResult.failed(AttemptFailure.BROKEN));
        }
    }

    @Test
    void saysThatTheConnectionBroke() throws Exception {
        try (ServerSocket server = rawServer("", 1, 0)) {
            assertThat(post("http://127.0.0.1:" + server.getLocalPort() + "/"))
                    .isEqualTo(AttemptResult.failed(AttemptFailure.BROKEN));
        }
    }

    @Test
    void countsTheStatusWhenTheBodyBreaksOff() throws Exception {
        try (ServerSocket server = rawServer("HTTP/1.1 202 Accepted\r\nContent-Length: 100\r\n\r\nabc", 4_096, 0)) {
            assertThat(post("http://127.0.0.1:" + server.getLocalPort() + "/").status())
                    .isEqualTo(202);
        }
    }

    @Test
    void refusesToSpeakPlainlyToAnHttpsAddress() throws Exception {
        try (ServerSocket server = rawServer("HTTP/1.1 400 Bad Request\r\n\r\n", 4_096, 0)) {
            assertThat(post("https://127.0.0.1:" + server.getLocalPort() + "/"))
                    .isEqualTo(AttemptResult.failed(AttemptFailure.TLS));
        }
    }

    @Test
    void doesNotLetAnEndpointThatHangsDelayAnother() throws Exception {
        try (LocalEndpoint hanging = new LocalEndpoint((exchange, r, n) -> testIsOver.await());
                LocalEndpoint quick = new LocalEndpoint((exchange, r, n) -> LocalEndpoint.status(exchange, 200))) {
            for (int i = 0; i < 64; i++) {
                CompletableFuture<AttemptResult> unused = transport.send(request(hanging.uri(), 20_000));
            }
            long start = System.nanoTime();
            assertThat(post(quick.uri()).status()).isEqualTo(200);
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isLessThan(TIMEOUT_MS);
        }
    }

    @Test
    void leavesNoThreadOfItsOwnBehind() throws Exception {
        try (LocalEndpoint endpoint = new LocalEndpoint((exchange, r, n) -> testIsOver.await())) {
            CompletableFuture<AttemptResult> unused = transport.send(request(endpoint.uri(), 20_000));
            while (endpoint.received().isEmpty()) {
                Thread.onSpinWait();
            }
            assertThat(ownThreads()).isNotEmpty().allMatch(Thread::isDaemon);
            transport.close();
            for (Thread thread : ownThreads()) {
                thread.join(5_000);
            }
            assertThat(ownThreads()).isEmpty();
        }
    }

    private static List<Thread> ownThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("webhook-"))
                .toList();
    }

    private AttemptResult post(String uri) throws Exception {
        return post(uri, TIMEOUT_MS);
    }

    private AttemptResult post(String uri, long timeoutMs) throws Exception {
        return transport.send(request(uri, timeoutMs)).get(60, TimeUnit.SECONDS);
    }

    private static OutgoingRequest request(String uri, long timeoutMs) {
        return new OutgoingRequest(
                URI.create(uri),
                Map.of("webhook-id", "msg_1", "Content-Type", "text/plain"),
                "body ø".getBytes(StandardCharsets.UTF_8),
                timeoutMs);
    }

    /** Accepts one connection and writes the text in blocks with a pause between them, then closes. */
    private ServerSocket rawServer(String text, int blockBytes, int pauseMs) throws IOException {
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(
                () -> {
                    try (Socket socket = server.accept()) {
                        readRequest(socket);
                        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
                        OutputStream out = socket.getOutputStream();
                        for (int i = 0; i < bytes.length && testIsOver.getCount() > 0; i += blockBytes) {
                            out.write(bytes, i, Math.min(blockBytes, bytes.length - i));
                            out.flush();
                            if (pauseMs > 0 && testIsOver.await(pauseMs, TimeUnit.MILLISECONDS)) {
                                return;
                            }
                        }
                    } catch (IOException | InterruptedException e) {
                        // The client went away, which is what some of the tests want.
                    }
                },
                "raw-server");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    private static void readRequest(Socket socket) throws IOException {
        byte[] end = "body ø".getBytes(StandardCharsets.UTF_8);
        int matched = 0;
        int next;
        while (matched < end.length && (next = socket.getInputStream().read()) >= 0) {
            if (next == TLS_HANDSHAKE) {
                return;
            }
            matched = (byte) next == end[matched] ? matched + 1 : (byte) next == end[0] ? 1 : 0;
        }
    }
}
