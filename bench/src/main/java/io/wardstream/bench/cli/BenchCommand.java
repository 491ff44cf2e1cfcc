package io.wardstream.bench.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code ./ward bench}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures a part beside what it is built on, or what it finds.",
        subcommands = {MqttBenchCommand.class, ScoreboardCommand.class})
public final class BenchCommand implements Callable<Integer> {

    @Override
    public Integer call() throws WrongArguments {
        throw new WrongArguments("which bench? There are: mqtt, scoreboard");
    }
}
