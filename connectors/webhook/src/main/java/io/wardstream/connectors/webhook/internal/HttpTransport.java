package io.wardstream.connectors.webhook.internal;

import java.io.Serializable;
import java.util.concurrent.CompletableFuture;

/**
 * Carries requests to endpoints. One instance a subtask; {@link #send} is called by the task thread and never blocks.
 */
public interface HttpTransport extends AutoCloseable {

    /**
     * Starts one POST. The future completes, on any thread and always normally, within the request's timeout; after
     * {@link #close()} it may never complete.
     */
    CompletableFuture<AttemptResult> send(OutgoingRequest request);

    /** Abandons what is under way and stops every thread of the transport. */
    @Override
    void close();

    /** Makes the transport on the TaskManager. */
    interface Factory extends Serializable {
        HttpTransport open();
    }
}
