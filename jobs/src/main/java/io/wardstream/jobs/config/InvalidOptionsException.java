package io.wardstream.jobs.config;

import java.io.Serial;
import java.util.List;

/** A job's options are wrong; the message names everything that is. */
public final class InvalidOptionsException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    InvalidOptionsException(String job, List<String> problems) {
        super(job + ": " + String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, one sentence each. */
    public List<String> problems() {
        return problems;
    }
}
