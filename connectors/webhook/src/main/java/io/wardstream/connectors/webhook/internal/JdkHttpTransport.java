package io.wardstream.connectors.webhook.internal;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * {@link HttpTransport} on the JDK's client: HTTP/1.1, redirects never followed, no cookies, no credentials of its own.
 *
 * <p>The timeout holds for the whole attempt, also against an endpoint that drips its answer byte by byte. The status
 * counts as soon as the answer's head is there: a body that breaks off, drips or does not end changes nothing about a
 * 204. Bodies are read up to {@value #BODY_LIMIT_BYTES} bytes and dropped.
 *
 * <p>Threads are daemons named {@code webhook-http-n} (name look-ups and callbacks; a slow name server holds one thread
 * for each attempt under way, which the operator bounds) and {@code webhook-deadline}; {@link #close()} stops them. The
 * client's own selector thread ends by itself once nothing refers to the client, a few seconds later.
 */
public final class JdkHttpTransport implements HttpTransport {

    /** How much of an answer's body is read, in bytes. */
    static final long BODY_LIMIT_BYTES = 64 * 1024;

    private final ExecutorService callbacks;
    private final ScheduledThreadPoolExecutor deadlines;
    private final HttpClient client;
    private final AtomicLong sent = new AtomicLong();
    private final Map<Long, CompletableFuture<?>> underWay = new ConcurrentHashMap<>();

    public JdkHttpTransport() {
        callbacks = Executors.newCachedThreadPool(daemons("webhook-http-"));
        deadlines = new ScheduledThreadPoolExecutor(1, daemons("webhook-deadline-"));
        deadlines.setRemoveOnCancelPolicy(true);
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(callbacks)
                .build();
    }

    @Override
    public CompletableFuture<AttemptResult> send(OutgoingRequest outgoing) {
        HttpRequest request;
        try {
            HttpRequest.Builder builder = HttpRequest.newBuilder(outgoing.uri())
                    .timeout(Duration.ofMillis(outgoing.timeoutMs()))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(outgoing.body()));
            outgoing.headers().forEach(builder::setHeader);
            request = builder.build();
        } catch (IllegalArgumentException e) {
            return CompletableFuture.completedFuture(AttemptResult.failed(AttemptFailure.UNSENDABLE));
        }
        CompletableFuture<AttemptResult> result = new CompletableFuture<>();
        AtomicReference<@Nullable AttemptResult> head = new AtomicReference<>();
        CompletableFuture<HttpResponse<Boolean>> exchange = client.sendAsync(request, info -> {
            head.set(answer(info));
            return new BoundedDiscard(BODY_LIMIT_BYTES);
        });
        long number = sent.incrementAndGet();
        underWay.put(number, exchange);
        ScheduledFuture<?> deadline = deadlines.schedule(
                () -> {
                    result.complete(orElse(head.get(), AttemptFailure.TIMEOUT));
                    exchange.cancel(true);
                },
                outgoing.timeoutMs(),
                TimeUnit.MILLISECONDS);
        CompletableFuture<?> unused = exchange.whenComplete((response, error) -> {
            underWay.remove(number);
            deadline.cancel(false);
            result.complete(orElse(head.get(), error == null ? AttemptFailure.BROKEN : classify(error)));
        });
        return result;
    }

    private static AttemptResult answer(HttpResponse.ResponseInfo info) {
        Long retryAfterMs = info.headers()
                .firstValue("Retry-After")
                .map(value -> RetryAfter.parseMs(value, System.currentTimeMillis()))
                .orElse(null);
        return AttemptResult.answered(info.statusCode(), retryAfterMs);
    }

    private static AttemptResult orElse(@Nullable AttemptResult head, AttemptFailure failure) {
        return head != null ? head : AttemptResult.failed(failure);
    }

    /** By class and never by message: messages differ between platforms and may hold what must not be printed. */
    static AttemptFailure classify(Throwable error) {
        // In this order, because the client wraps a time-out or an unknown host into a ConnectException.
        if (isCausedBy(error, HttpTimeoutException.class)) {
            return AttemptFailure.TIMEOUT;
        }
        if (isCausedBy(error, UnknownHostException.class) || isCausedBy(error, UnresolvedAddressException.class)) {
            return AttemptFailure.UNKNOWN_HOST;
        }
        if (isCausedBy(error, SSLException.class)) {
            return AttemptFailure.TLS;
        }
        if (isCausedBy(error, ConnectException.class) || isCausedBy(error, NoRouteToHostException.class)) {
            return AttemptFailure.NOT_REACHED;
        }
        return AttemptFailure.BROKEN;
    }

    private static boolean isCausedBy(Throwable error, Class<? extends Throwable> kind) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        // First the exchanges, while the threads that carry out their cancelling still run.
        underWay.values().forEach(exchange -> exchange.cancel(true));
        underWay.clear();
        deadlines.shutdownNow();
        callbacks.shutdownNow();
    }

    private static ThreadFactory daemons(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
