package io.wardstream.connectors.webhook;

import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The receiver's side: tells whether a request was signed with one of the secrets and is not old. Thread safe.
 *
 * <p>Several signatures in the header are tried against every secret, versions other than {@code v1} are passed over,
 * and each comparison takes the same time wherever it differs. A valid request may still be a repetition: receivers
 * keep the ids that they have taken.
 */
public final class WebhookVerifier {

    /** How far a timestamp may be from the receiver's clock, both ways. */
    public static final Duration TOLERANCE = Duration.ofMinutes(5);

    /** More signatures than any sender makes: what follows is not looked at, so that a header cannot cost much time. */
    private static final int MAX_SIGNATURES = 16;

    /** What the verifier found. */
    public enum Verdict {
        /** Signed with one of the secrets, and recent. */
        VALID,
        /** One of the three headers is absent or empty. */
        MISSING_HEADER,
        /** The timestamp is not a whole number of seconds. */
        BAD_TIMESTAMP,
        /** The timestamp is further in the past than the tolerance. */
        TOO_OLD,
        /** The timestamp is further in the future than the tolerance. */
        TOO_NEW,
        /** No signature matches. */
        NO_MATCH
    }

    private final List<WebhookSecret> secrets;

    public WebhookVerifier(List<WebhookSecret> secrets) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("at least one secret is needed to verify");
        }
        this.secrets = List.copyOf(secrets);
    }

    /**
     * @param id the header {@code webhook-id}
     * @param timestamp the header {@code webhook-timestamp}
     * @param signatures the header {@code webhook-signature}
     * @param body the body exactly as it was received
     * @param nowMs the receiver's clock, epoch milliseconds UTC
     */
    public Verdict verify(
            @Nullable String id, @Nullable String timestamp, @Nullable String signatures, byte[] body, long nowMs) {
        if (id == null || timestamp == null || signatures == null) {
            return Verdict.MISSING_HEADER;
        }
        if (id.isBlank() || timestamp.isBlank() || signatures.isBlank()) {
            return Verdict.MISSING_HEADER;
        }
        long seconds;
        try {
            seconds = Long.parseLong(timestamp);
        } catch (NumberFormatException e) {
            return Verdict.BAD_TIMESTAMP;
        }
        long nowSeconds = Math.floorDiv(nowMs, 1_000L);
        // Compared by subtraction from the clock, which cannot overflow; a sum with the header's number could.
        if (seconds < nowSeconds - TOLERANCE.toSeconds()) {
            return Verdict.TOO_OLD;
        }
        if (seconds > nowSeconds + TOLERANCE.toSeconds()) {
            return Verdict.TOO_NEW;
        }
        // Signed as it was received: "01614265330" is the same number but not what the sender signed.
        return anyMatches(presented(signatures), id, timestamp, body) ? Verdict.VALID : Verdict.NO_MATCH;
    }

    private boolean anyMatches(List<byte[]> presented, String id, String timestamp, byte[] body) {
        boolean matched = false;
        for (WebhookSecret secret : secrets) {
            byte[] expected = WebhookSigner.mac(secret, id, timestamp, body);
            for (byte[] candidate : presented) {
                matched |= MessageDigest.isEqual(expected, candidate);
            }
        }
        return matched;
    }

    private static List<byte[]> presented(String signatures) {
        return Arrays.stream(signatures.strip().split(" +", MAX_SIGNATURES + 1))
                .limit(MAX_SIGNATURES)
                .filter(signature -> signature.startsWith(WebhookSigner.VERSION_PREFIX))
                .map(signature -> decoded(signature.substring(WebhookSigner.VERSION_PREFIX.length())))
                .toList();
    }

    /** What is not base64 becomes empty, which matches nothing. */
    private static byte[] decoded(String signature) {
        try {
            return Base64.getDecoder().decode(signature);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
