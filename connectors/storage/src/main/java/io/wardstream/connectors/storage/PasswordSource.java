package io.wardstream.connectors.storage;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the database's password comes from. This, not the password, is what the job graph carries.
 *
 * <p>A {@link #file} or {@link #environment} source is read whenever a connection is made, on the machine that makes
 * it. A {@link #given} password travels inside the serialized job graph: meant for tests and trials.
 */
public final class PasswordSource implements Serializable {

    private static final long serialVersionUID = 1L;

    private enum Kind {
        FILE,
        ENVIRONMENT,
        GIVEN
    }

    private final Kind kind;
    private final String value;

    private PasswordSource(Kind kind, String value) {
        this.kind = kind;
        this.value = value;
    }

    /** A file that holds the password and nothing else; a line end after it does not count. */
    public static PasswordSource file(String path) {
        return new PasswordSource(Kind.FILE, path);
    }

    /** An environment variable. */
    public static PasswordSource environment(String name) {
        return new PasswordSource(Kind.ENVIRONMENT, name);
    }

    /** The password itself. */
    public static PasswordSource given(String password) {
        return new PasswordSource(Kind.GIVEN, password);
    }

    /** @throws IllegalStateException naming the source, never the password */
    String read() {
        return switch (kind) {
            case GIVEN -> value;
            case FILE -> readFile();
            case ENVIRONMENT -> {
                String found = System.getenv(value);
                if (found == null) {
                    throw new IllegalStateException(this + " is not set");
                }
                yield found;
            }
        };
    }

    private String readFile() {
        try {
            return Files.readString(Path.of(value), StandardCharsets.UTF_8).stripTrailing();
        } catch (IOException e) {
            throw new IllegalStateException(
                    this + " cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    /** What is wrong with the source as far as it can be known on any machine, or null. */
    @Nullable
    String problem() {
        return switch (kind) {
            case GIVEN -> null;
            case FILE -> isPath() ? null : "a password file must be named by a path";
            case ENVIRONMENT -> value.isBlank() ? "an environment variable for a password must have a name" : null;
        };
    }

    private boolean isPath() {
        try {
            return !value.isBlank() && Path.of(value).getFileName() != null;
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** Names the source; a given password is redacted. */
    @Override
    public String toString() {
        return switch (kind) {
            case FILE -> "password file " + value;
            case ENVIRONMENT -> "password in environment variable " + value;
            case GIVEN -> "given password (redacted)";
        };
    }
}
