package io.wardstream.bench;

import io.wardstream.bench.cli.BenchCommand;
import io.wardstream.bench.cli.DrillCommand;
import io.wardstream.bench.cli.WrongArguments;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The program behind {@code ./ward drill} and {@code bench}.
 *
 * <p>Exit status: 0 when it held, 1 when it did not, 2 when the arguments are wrong. What is wrong is said in one line
 * on stderr.
 */
@Command(
        name = "ward",
        mixinStandardHelpOptions = true,
        description = "Wardstream under fire and against the clock.",
        subcommands = {DrillCommand.class, BenchCommand.class})
public final class Bench {

    /** It held. */
    public static final int HELD = 0;

    /** It did not hold. */
    public static final int FAILED = 1;

    /** The arguments are wrong. */
    public static final int USAGE = 2;

    private Bench() {}

    /** Runs a command and ends the process with its status. */
    public static void main(String[] arguments) {
        int status = run(arguments);
        System.out.flush();
        System.err.flush();
        // Threads of libraries that are no daemons must not keep it alive. What hooks do, commands have done by now.
        Runtime.getRuntime().halt(status);
    }

    /** Runs a command and gives its status. */
    public static int run(String... arguments) {
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        CommandLine command = new CommandLine(new Bench());
        command.setParameterExceptionHandler((failure, given) -> {
            err.println(failure.getCommandLine().getCommandSpec().qualifiedName() + ": "
                    + firstLine(String.valueOf(failure.getMessage())) + " (--help tells more)");
            return USAGE;
        });
        command.setExecutionExceptionHandler((failure, failed, given) -> {
            String name = failed.getCommandSpec().qualifiedName();
            if (failure instanceof WrongArguments) {
                err.println(name + ": " + failure.getMessage());
                return USAGE;
            }
            err.println(name + ": " + failure);
            return FAILED;
        });
        if (arguments.length == 0) {
            command.usage(System.out);
            return HELD;
        }
        return command.execute(arguments);
    }

    private static String firstLine(String text) {
        int end = text.indexOf('\n');
        return (end < 0 ? text : text.substring(0, end)).strip();
    }
}
