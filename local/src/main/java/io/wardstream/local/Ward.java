package io.wardstream.local;

import io.wardstream.local.cli.AckCommand;
import io.wardstream.local.cli.AlarmsCommand;
import io.wardstream.local.cli.BacktestCommand;
import io.wardstream.local.cli.ClampCommand;
import io.wardstream.local.cli.DeclineCommand;
import io.wardstream.local.cli.DischargeCommand;
import io.wardstream.local.cli.HookCommand;
import io.wardstream.local.cli.LimitsCommand;
import io.wardstream.local.cli.ObserveCommand;
import io.wardstream.local.cli.ReplayCommand;
import io.wardstream.local.cli.ResuscitationCommand;
import io.wardstream.local.cli.ReviewCommand;
import io.wardstream.local.cli.SetCommand;
import io.wardstream.local.cli.SettingsCommand;
import io.wardstream.local.cli.SilenceCommand;
import io.wardstream.local.cli.UpCommand;
import io.wardstream.local.cli.WatchmanCommand;
import io.wardstream.local.cli.WrongArguments;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The program behind {@code ./ward up}, {@code replay}, {@code backtest} and the commands of people.
 *
 * <p>Exit status: 0 when it went well, 1 when it failed, 2 when the arguments are wrong. Each thing that is wrong is
 * said in one line on stderr.
 */
@Command(
        name = "ward",
        mixinStandardHelpOptions = true,
        description = "Wardstream on one machine.",
        subcommands = {
            UpCommand.class,
            ReplayCommand.class,
            BacktestCommand.class,
            SettingsCommand.class,
            SetCommand.class,
            AlarmsCommand.class,
            AckCommand.class,
            SilenceCommand.class,
            DeclineCommand.class,
            DischargeCommand.class,
            ClampCommand.class,
            HookCommand.class,
            ResuscitationCommand.class,
            ObserveCommand.class,
            ReviewCommand.class,
            LimitsCommand.class,
            WatchmanCommand.class
        })
public final class Ward {

    /** It went well. */
    public static final int HELD = 0;

    /** It failed. */
    public static final int FAILED = 1;

    /** The arguments are wrong. */
    public static final int USAGE = 2;

    private Ward() {}

    /** Runs a command and ends the process with its status. */
    public static void main(String[] arguments) {
        int status = run(arguments);
        System.out.flush();
        System.err.flush();
        // Not exit: threads of libraries that are no daemons must not keep a ward alive that has said its last line.
        Runtime.getRuntime().halt(status);
    }

    /** Runs a command and gives its status. */
    public static int run(String... arguments) {
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        CommandLine command = new CommandLine(new Ward());
        command.setCaseInsensitiveEnumValuesAllowed(true);
        command.setParameterExceptionHandler((failure, given) -> {
            err.println(failure.getCommandLine().getCommandSpec().qualifiedName() + ": "
                    + firstLine(String.valueOf(failure.getMessage())) + " (--help tells more)");
            return USAGE;
        });
        command.setExecutionExceptionHandler((failure, failed, given) -> {
            String name = failed.getCommandSpec().qualifiedName();
            if (failure instanceof WrongArguments wrong) {
                wrong.problems().forEach(problem -> err.println(name + ": " + problem));
                return USAGE;
            }
            org.slf4j.LoggerFactory.getLogger(Ward.class).error("{} failed", name, failure);
            err.println(name + ": " + rootMessage(failure));
            return FAILED;
        });
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
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

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getMessage() == null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return message == null ? root.toString() : message;
    }
}
