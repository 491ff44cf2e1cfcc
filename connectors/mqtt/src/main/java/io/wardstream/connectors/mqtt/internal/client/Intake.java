package io.wardstream.connectors.mqtt.internal.client;

import io.reactivex.Flowable;
import io.reactivex.disposables.Disposable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a client object takes in, from before its connection until after its end. Two things depend on it:
 *
 * <ul>
 *   <li>As long as there is a flow of messages the client keeps its network thread, for a reconnect that never comes.
 *       So the flow is ended with the connection.
 *   <li>While there is a connection the flow must not end: what has no taker is acknowledged by the client and lost. A
 *       taker that fails ends the connection instead, and what was not acknowledged comes again over the next one.
 * </ul>
 *
 * <p>Thread-safe; messages and the end come on the client's network thread.
 */
final class Intake {

    private final Consumer<Throwable> onDisconnected;
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile @Nullable Disposable messages;

    /**
     * @param onDisconnected is told once why there is no connection
     */
    Intake(Consumer<Throwable> onDisconnected) {
        this.onDisconnected = onDisconnected;
    }

    /**
     * Begins to take.
     *
     * @param disconnect ends the connection
     */
    <P> void open(Flowable<P> publishes, Consumer<P> onMessage, Runnable disconnect) {
        messages = publishes.subscribe(
                publish -> {
                    try {
                        onMessage.accept(publish);
                    } catch (RuntimeException e) {
                        tell(e);
                        disconnect.run();
                    }
                },
                // The session has ended with its connection, of which the listener tells.
                end -> {});
    }

    /** There is no connection any more. */
    void ended(Throwable cause) {
        tell(cause);
        close();
    }

    private void tell(Throwable cause) {
        if (told.compareAndSet(false, true)) {
            onDisconnected.accept(cause);
        }
    }

    /** Takes nothing more; only without a connection. */
    void close() {
        Disposable present = messages;
        if (present != null) {
            present.dispose();
        }
    }
}
