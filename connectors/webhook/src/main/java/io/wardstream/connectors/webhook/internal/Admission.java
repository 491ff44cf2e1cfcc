package io.wardstream.connectors.webhook.internal;

import io.wardstream.connectors.webhook.WebhookMessage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is done with a message that arrives, decided by {@link #of} before any attempt. */
public enum Admission {
    /** New: kept and sent. */
    NEW,
    /** The same id is pending or finished already: ignored and counted. It has, or will get, its own final report. */
    DUPLICATE,
    /** A later sequence has been delivered: reported SUPERSEDED, not sent. */
    SUPERSEDED,
    /**
     * Its sequence belongs to a message with another id: reported DEAD, because one of the two would vanish in silence.
     */
    CONFLICT,
    /** Its id or content type cannot stand in an HTTP header, or its orderKey is empty: reported DEAD. */
    UNSENDABLE;

    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7E]{1,256}");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\x21-\\x7E]([\\x20-\\x7E]{0,254}[\\x21-\\x7E])?");

    /**
     * @param message what arrived
     * @param idOfSameSequence the id of the message that is pending or finished under the same sequence, if any
     * @param newestDelivered the highest delivered sequence still remembered, if any
     */
    public static Admission of(
            WebhookMessage message, @Nullable String idOfSameSequence, @Nullable Long newestDelivered) {
        if (message.orderKey().isEmpty()
                || !VISIBLE.matcher(message.id()).matches()
                || !HEADER_VALUE.matcher(message.contentType()).matches()) {
            return UNSENDABLE;
        }
        if (idOfSameSequence != null) {
            return idOfSameSequence.equals(message.id()) ? DUPLICATE : CONFLICT;
        }
        if (newestDelivered != null && message.sequence() < newestDelivered) {
            return SUPERSEDED;
        }
        return NEW;
    }
}
