package io.wardstream.connectors.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs as Standard Webhooks 1.0 says: {@code v1,} and the base64 of HMAC-SHA256 over {@code id.timestamp.body}. With
 * several secrets there is one signature for each, separated by a space. Thread safe.
 */
public final class WebhookSigner {

    /** Header with the message's id. */
    public static final String ID_HEADER = "webhook-id";
    /** Header with the time of the attempt, whole seconds since 1970 UTC. */
    public static final String TIMESTAMP_HEADER = "webhook-timestamp";
    /** Header with the signatures. */
    public static final String SIGNATURE_HEADER = "webhook-signature";

    static final String VERSION_PREFIX = "v1,";

    private final List<WebhookSecret> secrets;

    public WebhookSigner(List<WebhookSecret> secrets) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("at least one secret is needed to sign");
        }
        this.secrets = List.copyOf(secrets);
    }

    /** The value of {@value #SIGNATURE_HEADER}. */
    public String sign(String id, long timestampSeconds, byte[] body) {
        return secrets.stream()
                .map(secret -> VERSION_PREFIX
                        + Base64.getEncoder().encodeToString(mac(secret, id, Long.toString(timestampSeconds), body)))
                .collect(Collectors.joining(" "));
    }

    static byte[] mac(WebhookSecret secret, String id, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.key(), "HmacSHA256"));
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
