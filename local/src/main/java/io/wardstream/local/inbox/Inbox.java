package io.wardstream.local.inbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.wardstream.connectors.webhook.WebhookSecret;
import io.wardstream.connectors.webhook.WebhookVerifier;
import io.wardstream.model.AlarmNotice;
import io.wardstream.model.wire.Decoded;
import io.wardstream.model.wire.WireFormat;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A receiver of alarm notices on this machine, as a hospital's own system would be one: it checks each signature, takes
 * each delivery once, writes it down before it says that it has it, and shows the newest on a page.
 *
 * <p>Thread-safe. What it has taken outlives it in {@code inbox.jsonl}.
 */
public final class Inbox implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    private static final WireFormat<InboxEntry> ENTRIES = WireFormat.of(InboxEntry.class);
    private static final WireFormat<AlarmNotice> NOTICES = WireFormat.of(AlarmNotice.class);
    private static final int SHOWN = 200;
    private static final int MAX_BODY = 256 * 1024;

    private static final int NO_CONTENT = 204;
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;

    private final HttpServer server;
    private final ExecutorService threads;
    private final FileChannel file;
    private final WebhookVerifier verifier;
    private final Set<String> taken = new HashSet<>();
    private final Deque<InboxEntry> newest = new ArrayDeque<>();
    private long repeated;

    private Inbox(HttpServer server, ExecutorService threads, FileChannel file, WebhookVerifier verifier) {
        this.server = server;
        this.threads = threads;
        this.file = file;
        this.verifier = verifier;
    }

    /**
     * Opens it.
     *
     * @param path the file in which it keeps what it has taken
     * @param secretFile the secret with which deliveries are signed
     */
    public static Inbox start(Path path, Path secretFile, int port) throws IOException {
        List<InboxEntry> before = read(path);
        FileChannel file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ);
        endLine(file);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        ExecutorService threads = Executors.newFixedThreadPool(2, task -> {
            Thread thread = new Thread(task, "ward-inbox");
            thread.setDaemon(true);
            return thread;
        });
        WebhookVerifier verifier = new WebhookVerifier(
                List.of(WebhookSecret.parse(Files.readString(secretFile).strip())));
        Inbox inbox = new Inbox(server, threads, file, verifier);
        before.forEach(inbox::remember);
        server.setExecutor(threads);
        server.createContext("/inbox", inbox::deliver);
        server.createContext("/", inbox::page);
        server.start();
        return inbox;
    }

    /** Everything that an inbox has taken. A last line that a killed process has left unfinished is passed over. */
    public static List<InboxEntry> read(Path path) throws IOException {
        List<InboxEntry> entries = new ArrayList<>();
        if (!Files.exists(path)) {
            return entries;
        }
        for (String line : Files.readAllLines(path)) {
            if (ENTRIES.read(line.getBytes(StandardCharsets.UTF_8)) instanceof Decoded.Accepted<InboxEntry> entry) {
                entries.add(entry.value());
            } else if (!line.isBlank()) {
                LOG.warn("A line of {} cannot be read", path);
            }
        }
        return entries;
    }

    /** Ends a line that a killed process has left unfinished. */
    private static void endLine(FileChannel file) throws IOException {
        long size = file.size();
        file.position(size);
        if (size > 0) {
            ByteBuffer last = ByteBuffer.allocate(1);
            int got = file.read(last, size - 1);
            if (got == 1 && last.get(0) != '\n') {
                file.write(ByteBuffer.wrap(new byte[] {'\n'}));
            }
        }
    }

    private synchronized void remember(InboxEntry entry) {
        taken.add(entry.id());
        newest.addFirst(entry);
        if (newest.size() > SHOWN) {
            newest.removeLast();
        }
    }

    /** Where notices are delivered. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/inbox");
    }

    /** Its page. */
    public URI page() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** Whether a delivery was taken. */
    public synchronized boolean has(String id) {
        return taken.contains(id);
    }

    /** Deliveries that came again after they had been taken: an honest sender's retries. */
    public synchronized long repeated() {
        return repeated;
    }

    private void deliver(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("POST")) {
                exchange.getResponseHeaders().set("Allow", "POST");
                exchange.sendResponseHeaders(NOT_ALLOWED, -1);
                return;
            }
            byte[] body;
            try (InputStream in = exchange.getRequestBody()) {
                body = in.readNBytes(MAX_BODY + 1);
            }
            String id = exchange.getRequestHeaders().getFirst("webhook-id");
            WebhookVerifier.Verdict verdict = verifier.verify(
                    id,
                    exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                    exchange.getRequestHeaders().getFirst("webhook-signature"),
                    body,
                    System.currentTimeMillis());
            if (verdict != WebhookVerifier.Verdict.VALID || id == null) {
                LOG.warn("A delivery is refused: {}", verdict);
                exchange.sendResponseHeaders(UNAUTHORIZED, -1);
                return;
            }
            if (body.length > MAX_BODY || !(NOTICES.read(body) instanceof Decoded.Accepted<AlarmNotice> notice)) {
                LOG.warn("The delivery {} is no alarm notice", id);
                exchange.sendResponseHeaders(BAD_REQUEST, -1);
                return;
            }
            take(new InboxEntry(id, System.currentTimeMillis(), notice.value()));
            exchange.sendResponseHeaders(NO_CONTENT, -1);
        }
    }

    private synchronized void take(InboxEntry entry) throws IOException {
        if (taken.contains(entry.id())) {
            repeated++;
            return;
        }
        ByteBuffer line = ByteBuffer.wrap((ENTRIES.writeText(entry) + "\n").getBytes(StandardCharsets.UTF_8));
        while (line.hasRemaining()) {
            file.write(line);
        }
        file.force(false);
        remember(entry);
    }

    private void page(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals("/")) {
                exchange.sendResponseHeaders(NOT_FOUND, -1);
                return;
            }
            if (!exchange.getRequestMethod().equals("GET")) {
                exchange.getResponseHeaders().set("Allow", "GET");
                exchange.sendResponseHeaders(NOT_ALLOWED, -1);
                return;
            }
            List<InboxEntry> shown;
            long all;
            synchronized (this) {
                shown = new ArrayList<>(newest);
                all = taken.size();
            }
            byte[] html = InboxPage.html(shown, all).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.getResponseHeaders()
                    .set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
            exchange.sendResponseHeaders(200, html.length);
            exchange.getResponseBody().write(html);
        }
    }

    @Override
    public void close() throws IOException {
        server.stop(1);
        threads.shutdown();
        file.close();
    }
}
