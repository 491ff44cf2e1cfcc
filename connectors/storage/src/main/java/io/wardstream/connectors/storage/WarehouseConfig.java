package io.wardstream.connectors.storage;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;

/**
 * How the warehouse is reached and written. Immutable; every instance has passed {@link Builder#problems()}. Travels in
 * the job graph, without the password unless it was given as a string: see {@link PasswordSource}.
 */
public final class WarehouseConfig implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String url;
    private final String user;
    private final @Nullable PasswordSource password;
    private final String schema;
    private final int batchSize;
    private final long batchIntervalMs;
    private final int maxRetries;
    private final long socketTimeoutMs;

    private WarehouseConfig(Builder builder, String url, String user) {
        this.url = url;
        this.user = user;
        this.password = builder.password;
        this.schema = builder.schema;
        this.batchSize = builder.batchSize;
        this.batchIntervalMs = builder.batchInterval.toMillis();
        this.maxRetries = builder.maxRetries;
        this.socketTimeoutMs = builder.socketTimeout.toMillis();
    }

    public static Builder builder() {
        return new Builder();
    }

    public String url() {
        return url;
    }

    public String user() {
        return user;
    }

    public String schema() {
        return schema;
    }

    public int batchSize() {
        return batchSize;
    }

    public long batchIntervalMs() {
        return batchIntervalMs;
    }

    public int maxRetries() {
        return maxRetries;
    }

    /** What the driver is given, the password among it: never to be printed. */
    Properties driverProperties() {
        Properties properties = new Properties();
        PGProperty.USER.set(properties, user);
        if (password != null) {
            PGProperty.PASSWORD.set(properties, password.read());
        }
        PGProperty.CURRENT_SCHEMA.set(properties, schema);
        PGProperty.APPLICATION_NAME.set(properties, "wardstream");
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        PGProperty.CONNECT_TIMEOUT.set(properties, Math.max(1, (int) (socketTimeoutMs / 1_000)));
        PGProperty.SOCKET_TIMEOUT.set(properties, Math.max(1, (int) (socketTimeoutMs / 1_000)));
        // The server's details and the failed statement repeat the row's values, and exceptions end in logs.
        PGProperty.LOG_SERVER_ERROR_DETAIL.set(properties, false);
        return properties;
    }

    @Override
    public String toString() {
        return "WarehouseConfig[" + url + ", user " + user + ", " + password + ", schema " + schema + ", batches of "
                + batchSize + " or " + batchIntervalMs + " ms, " + maxRetries + " retries]";
    }

    /** Collects the settings; nothing is refused before {@link #build()}. Not thread safe. */
    public static final class Builder {

        private static final String PREFIX = "jdbc:postgresql:";
        private static final Pattern SCHEMA = Pattern.compile("[a-z][a-z0-9_]{0,62}");
        // These would print a password or a row, or join the inserts of a batch into one statement, which refuses two
        // rows
        // of one key.
        private static final List<String> NOT_IN_URL =
                List.of("user", "password", "currentschema", "rewritebatchedinserts", "logservererrordetail");
        private static final int MAX_BATCH = 10_000;
        private static final Duration MAX_INTERVAL = Duration.ofMinutes(1);

        private @Nullable String url;
        private @Nullable String user;
        private @Nullable PasswordSource password;
        private String schema = "public";
        private int batchSize = 500;
        private Duration batchInterval = Duration.ofSeconds(1);
        private int maxRetries = 3;
        private Duration socketTimeout = Duration.ofSeconds(60);

        private Builder() {}

        /**
         * {@code jdbc:postgresql://host:port/database}, with driver parameters for TLS and the like, without a
         * password.
         */
        public Builder url(String jdbcUrl) {
            this.url = jdbcUrl;
            return this;
        }

        public Builder user(String name) {
            this.user = name;
            return this;
        }

        /** Not needed where the server trusts the connection. */
        public Builder password(PasswordSource source) {
            this.password = source;
            return this;
        }

        /** The database schema that holds the tables. */
        public Builder schema(String name) {
            this.schema = name;
            return this;
        }

        /** How many rows are written together at most. */
        public Builder batchSize(int rows) {
            this.batchSize = rows;
            return this;
        }

        /** How long a row waits for company at most; checkpoints write everything in any case. */
        public Builder batchInterval(Duration longest) {
            this.batchInterval = longest;
            return this;
        }

        /**
         * How often a failed batch is written again before the job fails, after 0, 1, 2 … seconds: for deadlocks and a
         * connection that broke. A database that is away for longer is left to the restart strategy.
         */
        public Builder maxRetries(int times) {
            this.maxRetries = times;
            return this;
        }

        /** How long connecting, or one answer of the server, may take. */
        public Builder socketTimeout(Duration longest) {
            this.socketTimeout = longest;
            return this;
        }

        /** Everything that is wrong, each saying what is accepted; empty if {@link #build()} will succeed. */
        public List<String> problems() {
            List<String> problems = new ArrayList<>();
            problems.addAll(urlProblems());
            if (user == null || user.isBlank()) {
                problems.add("a user is needed");
            }
            String passwordProblem = password == null ? null : password.problem();
            if (passwordProblem != null) {
                problems.add(passwordProblem);
            }
            if (!SCHEMA.matcher(schema).matches()) {
                problems.add("the schema must be lower-case letters, digits and underscores, it is '" + schema + "'");
            }
            if (batchSize < 1 || batchSize > MAX_BATCH) {
                problems.add("the batch size must be 1 to " + MAX_BATCH + ", it is " + batchSize);
            }
            if (batchInterval.toMillis() < 1 || batchInterval.compareTo(MAX_INTERVAL) > 0) {
                problems.add("the batch interval must be 1 ms to " + MAX_INTERVAL.toSeconds() + " s, it is "
                        + batchInterval.toMillis() + " ms");
            }
            if (maxRetries < 0 || maxRetries > 10) {
                problems.add("the retries of a batch must be 0 to 10, it is " + maxRetries);
            }
            if (socketTimeout.toSeconds() < 1 || socketTimeout.toSeconds() > 3_600) {
                problems.add("the socket timeout must be 1 to 3600 s, it is " + socketTimeout.toMillis() + " ms");
            }
            return problems;
        }

        private List<String> urlProblems() {
            if (url == null || !url.startsWith(PREFIX)) {
                return List.of("the URL must begin with " + PREFIX);
            }
            Properties parsed = org.postgresql.Driver.parseURL(url, new Properties());
            if (parsed == null) {
                return List.of("the URL cannot be parsed by the PostgreSQL driver");
            }
            List<String> problems = new ArrayList<>();
            int question = url.indexOf('?');
            if (question >= 0) {
                for (String parameter : url.substring(question + 1).split("&")) {
                    String key = parameter.split("=", 2)[0];
                    if (NOT_IN_URL.contains(key.toLowerCase(Locale.ROOT))) {
                        problems.add("the URL must not set " + key);
                    }
                }
            }
            return problems;
        }

        /** @throws IllegalArgumentException listing every problem */
        public WarehouseConfig build() {
            List<String> problems = problems();
            String checkedUrl = url;
            String checkedUser = user;
            if (!problems.isEmpty() || checkedUrl == null || checkedUser == null) {
                throw new IllegalArgumentException("warehouse: " + String.join("; ", problems));
            }
            return new WarehouseConfig(this, checkedUrl, checkedUser);
        }
    }
}
