package io.wardstream.local.cli;

import io.wardstream.model.wire.WireFormat;
import picocli.CommandLine.Option;

/** Whether a command that shows rows shows them to a program. */
final class JsonOption {

    @Option(names = "--json", description = "For programs: one JSON object a line.")
    private boolean json;

    boolean isGiven() {
        return json;
    }

    /** Prints rows as a program wants them. */
    static <R extends Record> void print(WireFormat<R> format, Iterable<R> rows) {
        rows.forEach(row -> System.out.println(format.writeText(row)));
    }
}
