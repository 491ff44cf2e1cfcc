package io.wardstream.connectors.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.wardstream.connectors.webhook.WebhookVerifier.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real HTTP server on the loopback interface whose answers the test writes. */
public final class LocalEndpoint implements AutoCloseable {

    /** How the server answers; the body has been read. */
    public interface Behaviour {
        /** @param earlier how many requests with the same id came before */
        void answer(HttpExchange exchange, Received request, int earlier) throws Exception;
    }

    /** One request. */
    public record Received(String id, String path, String contentType, String body, Verdict verdict) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "local-endpoint");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> seen = new ConcurrentHashMap<>();
    private final WebhookVerifier verifier = new WebhookVerifier(List.of(WebhookSecret.parse(Messages.SECRET)));

    public LocalEndpoint(Behaviour behaviour) throws IOException {
        this(0, behaviour);
    }

    /** @param port 0 for any that is free */
    public LocalEndpoint(int port, Behaviour behaviour) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String id = exchange.getRequestHeaders().getFirst("webhook-id");
            Received request = new Received(
                    String.valueOf(id),
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestHeaders().getFirst("Content-Type"),
                    new String(body, StandardCharsets.UTF_8),
                    verifier.verify(
                            id,
                            exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                            exchange.getRequestHeaders().getFirst("webhook-signature"),
                            body,
                            System.currentTimeMillis()));
            received.add(request);
            int earlier = seen.merge(request.id(), 1, Integer::sum) - 1;
            try {
                behaviour.answer(exchange, request, earlier);
            } catch (IOException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e);
            }
        });
        server.start();
    }

    /** Answers with a status and no body. */
    public static void status(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    /** Answers 204 and notes that this message was taken. */
    public void take(HttpExchange exchange, Received request) throws IOException {
        taken.add(request.id());
        status(exchange, 204);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String uri() {
        return "http://127.0.0.1:" + port() + "/hook";
    }

    public List<Received> received() {
        return received;
    }

    /** The ids taken, in order, with repetitions. */
    public List<String> taken() {
        return taken;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
