package io.wardstream.connectors.webhook;

import java.util.Base64;

/** Messages and secrets for the tests. */
public final class Messages {

    public static final String SECRET = secret(1);
    public static final String OTHER_SECRET = secret(2);

    private Messages() {}

    /** A valid secret that differs with the number. */
    public static String secret(int number) {
        byte[] key = new byte[32];
        java.util.Arrays.fill(key, (byte) number);
        return "whsec_" + Base64.getEncoder().encodeToString(key);
    }

    public static WebhookMessage message(String endpoint, String orderKey, long sequence) {
        return new WebhookMessage(
                orderKey + "-" + sequence,
                orderKey,
                sequence,
                endpoint,
                "application/json",
                "{\"order\":\"" + orderKey + "\",\"sequence\":" + sequence + "}");
    }

    public static EndpointConfig.Builder endpoint(String name) {
        return EndpointConfig.named(name)
                .uri("http://localhost:1/" + name)
                .secret(SecretSource.given(SECRET))
                .schedule(RetrySchedule.standard().withJitter(0));
    }
}
