package io.wardstream.connectors.webhook;

import java.util.Base64;

/**
 * A symmetric signing key of Standard Webhooks 1.0, written {@code whsec_} followed by the base64 of 24 to 64 bytes.
 *
 * <p>Lives in memory only and is not serializable on purpose: what travels to the TaskManagers is a
 * {@link SecretSource}. Nothing about the key is ever printed.
 */
public final class WebhookSecret {

    private static final String PREFIX = "whsec_";
    private static final int MIN_BYTES = 24;
    private static final int MAX_BYTES = 64;

    private final byte[] key;

    private WebhookSecret(byte[] key) {
        this.key = key;
    }

    /** @throws IllegalArgumentException saying what is wrong, without repeating any part of the text */
    public static WebhookSecret parse(String text) {
        String trimmed = text.strip();
        if (!trimmed.startsWith(PREFIX)) {
            throw new IllegalArgumentException("a secret must begin with " + PREFIX);
        }
        byte[] key;
        try {
            key = Base64.getDecoder().decode(trimmed.substring(PREFIX.length()));
        } catch (IllegalArgumentException e) {
            // The decoder's own message holds a character of the secret, so it is not passed on.
            throw new IllegalArgumentException("a secret must be base64 after " + PREFIX);
        }
        if (key.length < MIN_BYTES || key.length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "a secret must hold " + MIN_BYTES + " to " + MAX_BYTES + " bytes, this one holds " + key.length);
        }
        return new WebhookSecret(key);
    }

    byte[] key() {
        return key;
    }

    @Override
    public String toString() {
        return PREFIX + "(redacted)";
    }
}
