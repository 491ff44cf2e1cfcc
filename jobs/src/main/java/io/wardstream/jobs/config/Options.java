package io.wardstream.jobs.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;
import org.jspecify.annotations.Nullable;

/**
 * Reads a job's options and collects everything that is wrong with them, so that it can be said at once, before any
 * graph is built. Keys that begin with {@value #FLINK_PREFIX} are Flink's own and passed on without it; every other key
 * must be one of the job's.
 */
public final class Options implements ReadableConfig {

    /** Keys with this prefix are handed to Flink. */
    public static final String FLINK_PREFIX = "flink.";

    private final Configuration values;
    private final List<String> problems = new ArrayList<>();

    /**
     * @param values the options as text
     * @param known the job's options
     */
    public Options(Map<String, String> values, List<ConfigOption<?>> known) {
        this.values = Configuration.fromMap(values);
        Set<String> names = new TreeSet<>();
        known.forEach(option -> names.add(option.key()));
        for (String key : new TreeSet<>(values.keySet())) {
            if (!key.startsWith(FLINK_PREFIX) && !names.contains(key)) {
                problems.add("there is no option " + key + closest(key, names));
            }
        }
    }

    /** An option that has a default. */
    @Override
    public <T> T get(ConfigOption<T> option) {
        try {
            return values.get(option);
        } catch (RuntimeException e) {
            problems.add(option.key() + ": " + rootMessage(e));
            return option.defaultValue();
        }
    }

    /** An option that must be given; {@code otherwise} stands in for it until the problems are reported. */
    public <T> T require(ConfigOption<T> option, T otherwise) {
        T value = find(option);
        boolean blank = value instanceof String text && text.isBlank();
        boolean empty = value instanceof List<?> list && list.isEmpty();
        if (value == null || blank || empty) {
            problems.add(option.key() + " is missing: " + DescriptionText.of(option));
            values.set(option, otherwise);
            return otherwise;
        }
        return value;
    }

    /** An option that may be absent. */
    public <T> @Nullable T find(ConfigOption<T> option) {
        try {
            return values.getOptional(option).orElse(null);
        } catch (RuntimeException e) {
            problems.add(option.key() + ": " + rootMessage(e));
            return null;
        }
    }

    /** An option that may be absent. */
    @Override
    public <T> Optional<T> getOptional(ConfigOption<T> option) {
        return Optional.ofNullable(find(option));
    }

    @Override
    public Map<String, String> toMap() {
        return values.toMap();
    }

    /** Notes a problem. */
    void problem(String problem) {
        problems.add(problem);
    }

    /** Notes a problem if a condition does not hold. */
    public void check(boolean condition, ConfigOption<?> option, String problem) {
        if (!condition) {
            problems.add(option.key() + (problem.startsWith(":") ? "" : " ") + problem);
        }
    }

    /** A duration that must be positive. */
    public Duration positive(ConfigOption<Duration> option) {
        Duration value = get(option);
        check(!value.isNegative() && !value.isZero(), option, "must be positive, not " + value);
        return value;
    }

    /** What is Flink's own. */
    public Configuration flink() {
        Configuration flink = new Configuration();
        values.toMap().forEach((key, value) -> {
            if (key.startsWith(FLINK_PREFIX)) {
                flink.setString(key.substring(FLINK_PREFIX.length()), value);
            }
        });
        return flink;
    }

    /**
     * Ends the reading.
     *
     * @throws InvalidOptionsException naming everything that is wrong
     */
    public void done(String job) {
        if (!problems.isEmpty()) {
            throw new InvalidOptionsException(job, problems);
        }
    }

    private static String closest(String key, Set<String> names) {
        List<String> nearest = Spelling.nearest(key, names, 1);
        return nearest.isEmpty() ? "" : "; did you mean " + nearest.get(0) + "?";
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return message == null ? root.toString() : message;
    }
}
