package io.wardstream.connectors.webhook;

import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where and how one endpoint is reached. Immutable; every instance has passed {@link Builder#problems()}.
 *
 * <p>Travels in the job graph. Its secrets do not, unless they were given as strings: see {@link SecretSource}.
 */
public final class EndpointConfig implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final URI uri;
    private final ArrayList<SecretSource> secrets;
    private final long timeoutMs;
    private final RetrySchedule schedule;

    private EndpointConfig(String name, URI uri, List<SecretSource> secrets, long timeoutMs, RetrySchedule schedule) {
        this.name = name;
        this.uri = uri;
        this.secrets = new ArrayList<>(secrets);
        this.timeoutMs = timeoutMs;
        this.schedule = schedule;
    }

    /** Starts the description of an endpoint; messages refer to it by this name. */
    public static Builder named(String name) {
        return new Builder(name);
    }

    public String name() {
        return name;
    }

    public URI uri() {
        return uri;
    }

    /** The longest an attempt may take, from connecting to the last byte of the answer, in milliseconds. */
    public long timeoutMs() {
        return timeoutMs;
    }

    public RetrySchedule schedule() {
        return schedule;
    }

    /**
     * Reads every secret of the endpoint, in the order in which they sign.
     *
     * @throws IllegalArgumentException naming the endpoint and the source, never a part of a secret
     */
    public List<WebhookSecret> readSecrets() {
        List<WebhookSecret> read = new ArrayList<>();
        for (SecretSource source : secrets) {
            try {
                read.addAll(source.read());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("endpoint " + name + ": " + e.getMessage());
            }
        }
        return read;
    }

    @Override
    public String toString() {
        return "EndpointConfig[" + name + ", " + uri + ", " + secrets + ", timeout " + timeoutMs + " ms]";
    }

    /** Collects the description; nothing is refused before {@link #build()}. Not thread safe. */
    public static final class Builder {

        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
        // Not "begins with 127.": 127.example.org is a name of any machine.
        private static final Pattern LOOPBACK_V4 = Pattern.compile("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
        private static final long MAX_TIMEOUT_MS = 60_000;

        private final String name;
        private @Nullable String uri;
        private boolean plainHttpAllowed;
        private final List<SecretSource> secrets = new ArrayList<>();
        private Duration timeout = Duration.ofSeconds(3);
        private RetrySchedule schedule = RetrySchedule.standard();

        private Builder(String name) {
            this.name = name;
        }

        /**
         * An absolute https address. Plain http is accepted for the machine itself, see also {@link #allowPlainHttp()}.
         */
        public Builder uri(String address) {
            this.uri = address;
            return this;
        }

        /**
         * Accepts plain http to other machines: bodies then travel readable. For networks that are closed otherwise.
         */
        public Builder allowPlainHttp() {
            this.plainHttpAllowed = true;
            return this;
        }

        /** Adds a secret; with several, every request carries one signature for each, so that receivers can rotate. */
        public Builder secret(SecretSource source) {
            this.secrets.add(source);
            return this;
        }

        /** The longest an attempt may take as a whole. */
        public Builder timeout(Duration longest) {
            this.timeout = longest;
            return this;
        }

        public Builder schedule(RetrySchedule retries) {
            this.schedule = retries;
            return this;
        }

        /** Everything that is wrong, each saying what is accepted; empty if {@link #build()} will succeed. */
        public List<String> problems() {
            List<String> problems = new ArrayList<>();
            if (!NAME.matcher(name).matches()) {
                problems.add(
                        "the name must be 1 to 64 letters, digits, dots, underscores or hyphens, it is '" + name + "'");
            }
            problems.addAll(uriProblems());
            if (secrets.isEmpty()) {
                problems.add("at least one secret is needed");
            }
            for (SecretSource source : secrets) {
                String problem = source.problem();
                if (problem != null) {
                    problems.add(problem);
                }
            }
            if (timeout.toMillis() < 1 || timeout.toMillis() > MAX_TIMEOUT_MS) {
                problems.add("the timeout must be 1 to " + MAX_TIMEOUT_MS + " ms, it is " + timeout.toMillis() + " ms");
            }
            problems.addAll(schedule.problems());
            return problems;
        }

        private List<String> uriProblems() {
            if (uri == null) {
                return List.of("a URI is needed");
            }
            URI parsed;
            try {
                parsed = new URI(uri);
            } catch (URISyntaxException e) {
                // The text is not repeated: a malformed address may hold a password.
                return List.of("the URI cannot be parsed: " + e.getReason());
            }
            List<String> problems = new ArrayList<>();
            String scheme = parsed.getScheme() == null ? "" : parsed.getScheme().toLowerCase(Locale.ROOT);
            String host = parsed.getHost();
            if (!scheme.equals("https") && !scheme.equals("http")) {
                problems.add("the URI must begin with https:// or http://");
            } else if (host == null) {
                problems.add("the URI must name a host");
            } else if (scheme.equals("http") && !plainHttpAllowed && !isLoopback(host)) {
                problems.add("the URI must be https for a host that is not this machine, unless plain http is allowed");
            }
            if (parsed.getRawUserInfo() != null) {
                problems.add("the URI must not hold a user or password");
            }
            if (parsed.getRawFragment() != null) {
                problems.add("the URI must not have a fragment");
            }
            if (parsed.getPort() == 0 || parsed.getPort() > 65_535) {
                problems.add("the port must be 1 to 65535, it is " + parsed.getPort());
            }
            return problems;
        }

        private static boolean isLoopback(String host) {
            return host.equalsIgnoreCase("localhost")
                    || LOOPBACK_V4.matcher(host).matches()
                    || host.equals("[::1]");
        }

        /** @throws IllegalArgumentException listing every problem */
        public EndpointConfig build() {
            List<String> problems = problems();
            if (!problems.isEmpty() || uri == null) {
                throw new IllegalArgumentException("endpoint " + name + ": " + String.join("; ", problems));
            }
            return new EndpointConfig(name, URI.create(uri), secrets, timeout.toMillis(), schedule);
        }
    }
}
