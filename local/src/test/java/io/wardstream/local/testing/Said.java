package io.wardstream.local.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.local.Ward;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What a command says in this process, and how it ends.
 *
 * @param status its exit status
 * @param out what it says on stdout
 * @param err and on stderr
 */
public record Said(int status, String out, String err) {

    /** Runs a command. */
    public static Said of(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
        try {
            return new Said(
                    Ward.run(arguments),
                    outBytes.toString(StandardCharsets.UTF_8),
                    errBytes.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    /** It was wrong to ask for that, and one line names why. */
    public void isOneLineThatNames(String what) {
        assertThat(status).isEqualTo(Ward.USAGE);
        assertThat(err).contains(what);
        assertThat(err.strip()).doesNotContain("\n");
        assertThat(out).isEmpty();
    }
}
