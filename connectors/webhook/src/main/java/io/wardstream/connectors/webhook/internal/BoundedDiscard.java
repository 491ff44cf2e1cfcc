package io.wardstream.connectors.webhook.internal;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Reads an answer's body and keeps nothing of it; after {@code limitBytes} it stops reading, which closes the
 * connection. A short body is read to its end so that the connection can be used again.
 */
final class BoundedDiscard implements HttpResponse.BodySubscriber<Boolean> {

    private final long limitBytes;
    private final CompletableFuture<Boolean> whole = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;
    private long readBytes;

    BoundedDiscard(long limitBytes) {
        this.limitBytes = limitBytes;
    }

    /** Completes with whether the whole body was within the limit. */
    @Override
    public CompletionStage<Boolean> getBody() {
        return whole;
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
        newSubscription.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            readBytes += buffer.remaining();
        }
        Flow.Subscription current = subscription;
        if (current == null) {
            return;
        }
        if (readBytes > limitBytes) {
            current.cancel();
            whole.complete(false);
        } else {
            current.request(1);
        }
    }

    @Override
    public void onError(Throwable error) {
        whole.completeExceptionally(error);
    }

    @Override
    public void onComplete() {
        whole.complete(true);
    }
}
