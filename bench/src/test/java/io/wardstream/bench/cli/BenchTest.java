package io.wardstream.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.bench.Bench;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with the arguments is said in one line, before anything is started. */
class BenchTest {

    private record Said(int status, String out, String err) {}

    private static Said run(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
        try {
            return new Said(
                    Bench.run(arguments),
                    outBytes.toString(StandardCharsets.UTF_8),
                    errBytes.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    drill                                 | mqtt
                    drill kafka                           | kafka
                    drill mqtt --runs 0                   | --runs is 0
                    drill mqtt --runs -3                  | --runs is -3
                    drill mqtt --runs 10001               | --runs is 10001
                    drill mqtt --runs many                | 'many' is not an int
                    drill mqtt --seed x                   | 'x' is not a long
                    drill mqtt --fault flood              | accepted: broker-killed, taskmanager-killed
                    drill mqtt --broker hivemq            | accepted: artemis, mosquitto
                    drill mqtt --ack-mode LATER           | accepted: ON_CHECKPOINT, ON_EMIT
                    drill mqtt --frob                     | --frob
                    drill mqtt stray                      | stray
                    bench                                 | mqtt
                    bench kafka                           | kafka
                    bench mqtt --seconds 0                | --seconds is 0
                    bench mqtt --seconds 601              | --seconds is 601
                    bench mqtt --seconds soon             | 'soon' is not an int
                    bench mqtt --rounds 0                 | --rounds is 0
                    bench mqtt --rounds 101               | --rounds is 101
                    bench mqtt --only throughput          | accepted: source, drain, sink, latency
                    bench mqtt --seed 1                   | --seed
                    bench mqtt stray                      | stray
                    bench scoreboard --hours 0            | --hours is 0
                    bench scoreboard --hours ten          | 'ten' is not an int
                    bench scoreboard --seed x             | 'x' is not a long
                    bench scoreboard --wander -1          | --wander is -1.0
                    bench scoreboard --hours 1 --line 1   | --line is 1; accepted: 0 to 0
                    bench scoreboard --runs 1             | --runs
                    bench scoreboard --of bags            | --of is 'bags'; accepted: infusions, vitals
                    bench scoreboard --of vitals --line 1 | --line is for --of infusions only
                    bench scoreboard --of vitals --wander 2 | --wander is for --of infusions only
                    bench scoreboard --patient 0          | --patient is for --of vitals only
                    bench scoreboard --of vitals --hours 4 --patient 3 | --patient is 3; accepted: 0 to 2
                    fly                                   | fly
                    """)
    void namesWhatIsWrongInOneLine(String arguments, String named) {
        Said said = run(arguments.strip().split(" +"));
        assertThat(said.status()).isEqualTo(Bench.USAGE);
        assertThat(said.err()).contains(named.strip());
        assertThat(said.err().strip()).doesNotContain("\n");
        assertThat(said.out()).isEmpty();
    }

    @Test
    void saysAllThatIsWrongAtOnce() {
        Said said = run("drill", "mqtt", "--runs", "0", "--fault", "x", "--broker", "y");
        assertThat(said.err()).contains("--runs is 0", "--fault is 'x'", "--broker is 'y'");
        said = run("bench", "mqtt", "--seconds", "0", "--rounds", "-1", "--only", "x");
        assertThat(said.err()).contains("--seconds is 0", "--rounds is -1", "--only is 'x'");
    }

    @Test
    void explainsItself() {
        Said said = run("drill", "mqtt", "--help");
        assertThat(said.status()).isEqualTo(Bench.HELD);
        assertThat(said.out())
                .contains("Usage: ward drill mqtt", "--runs", "--seed")
                .doesNotContain("--ack-mode");
        assertThat(run("drill", "--help").out()).contains("mqtt");
        assertThat(run("bench", "--help").out()).contains("mqtt");
        assertThat(run("bench", "scoreboard", "--help").out())
                .contains(
                        "Usage: ward bench scoreboard", "--of", "--hours", "--seed", "--wander", "--line", "--patient");
        assertThat(run("bench", "mqtt", "--help").out())
                .contains("Usage: ward bench mqtt", "--seconds", "--rounds", "--only");
    }
}
