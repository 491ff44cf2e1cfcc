package io.wardstream.connectors.webhook;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the signing secrets of an endpoint come from. This, not the secret, is what the job graph carries.
 *
 * <p>A {@link #file} or {@link #environment} source is read on each TaskManager when the operator opens, so the secret
 * is in neither the job graph nor any state, and a changed secret takes effect with the next restart of the job. A
 * {@link #given} secret travels inside the serialized job graph (and so lies in the JobManager's high-availability
 * store): meant for tests and trials. No source ever puts a secret into Flink state, a metric, a log line or an
 * exception.
 */
public final class SecretSource implements Serializable {

    private static final long serialVersionUID = 1L;

    private enum Kind {
        FILE,
        ENVIRONMENT,
        GIVEN
    }

    private final Kind kind;
    private final String value;

    private SecretSource(Kind kind, String value) {
        this.kind = kind;
        this.value = value;
    }

    /** A file on every TaskManager with one secret a line; blank lines and lines that begin with # do not count. */
    public static SecretSource file(String path) {
        return new SecretSource(Kind.FILE, path);
    }

    /** An environment variable of every TaskManager process, with one or more secrets separated by white space. */
    public static SecretSource environment(String name) {
        return new SecretSource(Kind.ENVIRONMENT, name);
    }

    /** The secret itself. */
    public static SecretSource given(String secret) {
        return new SecretSource(Kind.GIVEN, secret);
    }

    /**
     * Reads the secrets, newest first as written.
     *
     * @throws IllegalArgumentException naming the source and what is wrong with it, never a part of a secret
     */
    public List<WebhookSecret> read() {
        List<WebhookSecret> secrets = new ArrayList<>();
        for (String text : texts()) {
            try {
                secrets.add(WebhookSecret.parse(text));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(this + ": " + e.getMessage());
            }
        }
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException(this + ": holds no secret");
        }
        return secrets;
    }

    /** What is wrong with the source as far as it can be known away from the TaskManagers, or null. */
    @Nullable
    String problem() {
        return switch (kind) {
            case GIVEN -> problemOfSecret();
            case FILE -> isPath() ? null : "a secret file must be named by a path";
            case ENVIRONMENT -> value.isBlank() ? "an environment variable for a secret must have a name" : null;
        };
    }

    private @Nullable String problemOfSecret() {
        try {
            WebhookSecret.parse(value);
            return null;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    private boolean isPath() {
        try {
            return !value.isBlank() && Path.of(value).getFileName() != null;
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private List<String> texts() {
        return switch (kind) {
            case GIVEN -> List.of(value);
            case FILE -> linesOfFile();
            case ENVIRONMENT -> wordsOfVariable();
        };
    }

    private List<String> linesOfFile() {
        try {
            return Files.readAllLines(Path.of(value), StandardCharsets.UTF_8).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    this + ": cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private List<String> wordsOfVariable() {
        String found = System.getenv(value);
        return found == null || found.isBlank()
                ? List.of()
                : List.of(found.strip().split("\\s+"));
    }

    /** Names the source; a given secret is redacted. */
    @Override
    public String toString() {
        return switch (kind) {
            case FILE -> "secret file " + value;
            case ENVIRONMENT -> "secret in environment variable " + value;
            case GIVEN -> "given secret (redacted)";
        };
    }
}
