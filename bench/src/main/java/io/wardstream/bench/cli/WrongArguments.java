package io.wardstream.bench.cli;

import java.io.Serial;

/** The arguments are wrong; the message says what, in one line. */
public final class WrongArguments extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    WrongArguments(String message) {
        super(message);
    }
}
