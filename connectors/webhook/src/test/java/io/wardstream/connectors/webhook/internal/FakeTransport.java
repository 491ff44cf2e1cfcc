package io.wardstream.connectors.webhook.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Keeps every request and leaves the answer to the test. */
final class FakeTransport implements HttpTransport {

    /** One attempt. */
    static final class Attempt {
        final OutgoingRequest request;
        private final CompletableFuture<AttemptResult> answer = new CompletableFuture<>();

        Attempt(OutgoingRequest request) {
            this.request = request;
        }

        String id() {
            return request.headers().get("webhook-id");
        }

        void answer(int status) {
            answer.complete(AttemptResult.answered(status, null));
        }

        void answer(int status, long retryAfterMs) {
            answer.complete(AttemptResult.answered(status, retryAfterMs));
        }

        void fail(AttemptFailure failure) {
            answer.complete(AttemptResult.failed(failure));
        }

        void breakWith(RuntimeException error) {
            answer.completeExceptionally(error);
        }
    }

    private final List<Attempt> attempts = new ArrayList<>();
    private int taken;
    boolean closed;

    @Override
    public CompletableFuture<AttemptResult> send(OutgoingRequest request) {
        Attempt attempt = new Attempt(request);
        attempts.add(attempt);
        return attempt.answer;
    }

    /** The attempts started since the last call. */
    List<Attempt> started() {
        List<Attempt> fresh = List.copyOf(attempts.subList(taken, attempts.size()));
        taken = attempts.size();
        return fresh;
    }

    @Override
    public void close() {
        closed = true;
    }
}
