package io.wardstream.bench.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code ./ward drill}. */
@Command(
        name = "drill",
        mixinStandardHelpOptions = true,
        description = "Does to a part what the world will do to it, and counts the damage.",
        subcommands = MqttDrillCommand.class)
public final class DrillCommand implements Callable<Integer> {

    @Override
    public Integer call() throws WrongArguments {
        throw new WrongArguments("which drill? There is: mqtt");
    }
}
