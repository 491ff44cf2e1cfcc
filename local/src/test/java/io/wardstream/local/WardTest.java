package io.wardstream.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.local.testing.Said;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with the arguments is said in one line, before anything is started. */
class WardTest {

    @TempDir
    Path dir;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    up --beds 0                               | --beds is 0
                    up --beds -1                              | --beds is -1
                    up --beds 501                             | --beds is 501
                    up --beds many                            | 'many' is not an int
                    up --seed 1.5                             | '1.5' is not a long
                    up --speed 0                              | --speed is 0.0
                    up --speed NaN                            | --speed is NaN
                    up --minutes -1                           | --minutes is -1.0
                    up --port-base 80                         | --port-base is 80
                    up --port-base 65530                      | --port-base is 65530
                    up --state tape                           | --state
                    up --data /dev/null                       | /dev/null
                    up --frob                                 | --frob
                    up stray                                  | stray
                    replay                                    | --data
                    replay --data bidmc                       | FORMAT:PATH
                    replay --data csv:/tmp                    | FORMAT:PATH
                    replay --data bidmc:/not/there            | /not/there
                    replay --data bidmc:/tmp --speed 0        | --speed is 0.0
                    backtest                                  | --data
                    backtest --data bidmc:/tmp                | --out
                    backtest --data x:/tmp --out /tmp/o       | FORMAT:PATH
                    backtest --data bidmc:/not/there --out o  | /not/there
                    backtest --data bidmc:/tmp --out /dev/null | no folder
                    backtest --data bidmc:/tmp --stretch 9 --out /tmp/o | --stretch is for loadcell only
                    backtest --data loadcell:/tmp --stretch 0 --out /tmp/o | --stretch is 0.0
                    backtest --data bidmc:/tmp --against /not/there --out /tmp/o | /not/there
                    replay --data loadcell:/tmp               | FORMAT:PATH
                    fly                                       | fly
                    """)
    void namesWhatIsWrongInOneLine(String arguments, String named) {
        Said.of(arguments.strip().split(" +")).isOneLineThatNames(named.strip());
    }

    @Test
    void refusesSettingsThatDoNotExistOrCannotBe() throws Exception {
        Path settings =
                Files.writeString(dir.resolve("settings.yaml"), "Spo2Low.lowPct: 12\nSpo2Low.lowPcnt: 88\nward/x: 1\n");
        Said said =
                Said.of("backtest", "--data", "bidmc:" + dir, "--settings", settings.toString(), "--out", dir + "/out");
        assertThat(said.status()).isEqualTo(Ward.USAGE);
        assertThat(said.err())
                .contains("Spo2Low.lowPct must be between 70")
                .contains("there is no setting Spo2Low.lowPcnt")
                .contains("ward/x: 1 is refused")
                .contains("--settings");
    }

    @Test
    void refusesWhatAnythingIsHeldAgainstByItsOwnName() throws Exception {
        Path settings = Files.writeString(dir.resolve("b.yaml"), "Spo2Low.lowPct: 12\n");
        Path taken = Files.createDirectories(dir.resolve("out"));
        Files.writeString(taken.resolve("against"), "");
        Said said = Said.of(
                "backtest", "--data", "bidmc:" + dir, "--against", settings.toString(), "--out", taken.toString());
        assertThat(said.status()).isEqualTo(Ward.USAGE);
        assertThat(said.err().strip())
                .contains("--against: Spo2Low.lowPct: 12 is refused: Spo2Low.lowPct must be between 70")
                .contains("against, which is no folder")
                .doesNotContain("\n");
    }

    @Test
    void saysThatNoWardRuns() throws Exception {
        Path file =
                Files.writeString(dir.resolve("a_Numerics.csv"), "Time [s], HR, PULSE, RESP, SpO2\n0,80,80,16,97\n");
        Said said = Said.of("replay", "--data", "bidmc:" + file, "--ward-data", dir.toString());
        assertThat(said.status()).isEqualTo(Ward.FAILED);
        assertThat(said.err()).contains("no ward runs on " + dir);
    }

    @Test
    void explainsEachCommand() {
        for (String command : new String[] {"up", "replay", "backtest"}) {
            Said said = Said.of(command, "--help");
            assertThat(said.status()).isEqualTo(Ward.HELD);
            assertThat(said.out()).contains("Usage: ward " + command);
        }
    }
}
