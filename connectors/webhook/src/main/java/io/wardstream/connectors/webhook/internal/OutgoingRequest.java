package io.wardstream.connectors.webhook.internal;

import java.net.URI;
import java.util.Map;

/**
 * One signed HTTP POST, ready to go.
 *
 * @param uri where to
 * @param headers every header
 * @param body the bytes that were signed
 * @param timeoutMs the longest that it may take as a whole
 */
@SuppressWarnings("ArrayRecordComponent") // The bytes are what was signed; nobody compares requests.
public record OutgoingRequest(URI uri, Map<String, String> headers, byte[] body, long timeoutMs) {

    /** Neither headers nor body: signatures and content are not for logs. */
    @Override
    public String toString() {
        return "OutgoingRequest[" + uri + "]";
    }
}
