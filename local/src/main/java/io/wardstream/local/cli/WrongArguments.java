package io.wardstream.local.cli;

import java.io.Serial;
import java.util.List;

/** The arguments are wrong; each problem is one line. */
public final class WrongArguments extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    WrongArguments(String message) {
        this(List.of(message));
    }

    WrongArguments(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, one line each. */
    public List<String> problems() {
        return problems;
    }

    /** Throws if there are problems. */
    static void throwIfAny(List<String> problems) throws WrongArguments {
        if (!problems.isEmpty()) {
            throw new WrongArguments(problems);
        }
    }
}
