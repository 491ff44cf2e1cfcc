package io.wardstream.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.local.servers.Ports;
import io.wardstream.local.testing.Said;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with the arguments is said in one line each, before anything is asked of a ward. */
class CommandsOfPeopleTest {

    @TempDir
    Path dir;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            set                                                          | SCOPE
            set site LowLevel.lowMl                                      | VALUE
            set house LowLevel.lowMl 60 --by n --reason r                | SCOPE is 'house'
            set ward: LowLevel.lowMl 60 --by n --reason r                | SCOPE is 'ward:'
            set bed:1 LowLevel.lowMl 60 --by n --reason r                | SCOPE is 'bed:1'
            set line:a/b LowLevel.lowMl 60 --by n --reason r             | SCOPE is 'line:a/b'
            set site LowLevel.lowM 60 --by n --reason r                  | did you mean LowLevel.lowMl
            set site LowLevel.lowMl many --by n --reason r               | VALUE is 'many'
            set site LowLevel.lowMl 99999 --by n --reason r              | LowLevel.lowMl must be between
            set site LowLevel.lowMl 0 --by n --reason r                  | mL
            set site LowLevel.lowMl NaN --by n --reason r                | LowLevel.lowMl must be between
            set site LowLevel.lowMl 60 --reason r                        | --by is missing
            set site LowLevel.lowMl 60 --by n                            | --reason is missing
            set site LowLevel.lowMl 60 --by n --reason r --mqtt mqtt://x | --kafka or --config
            settings house                                               | SCOPE is 'house'
            settings --history LowLevel.lowM                             | did you mean LowLevel.lowMl
            settings --history LowLevel.lowMl --all                      | do not go together
            settings site site                                           | site
            settings --config /not/there                                 | /not/there
            settings --kafka x:1 --mqtt http://x                         | --mqtt is 'http://x'
            alarms --since yesterday                                     | --since is 'yesterday'
            alarms --line a/b                                            | --line is 'a/b'
            alarms stray                                                 | stray
            ack --by n                                                   | whom is it about? give one of ALARM, --line ID
            ack abcd --line l --by n                                     | that is too much
            ack --line l --patient p --by n                              | that is too much
            ack xyz! --by n                                              | ALARM is 'xyz!'
            ack abc --by n                                               | ALARM is 'abc'
            ack abcd                                                     | --by is missing
            silence --line l                                             | --by is missing
            decline --line a/b --by n                                    | 'a/b' is no line or patient
            discharge --by n                                             | give one of --line ID, --patient ID
            discharge abcd --by n                                        | abcd
            clamp                                                        | Missing required parameter
            clamp shut l --by n --reason r                               | shut
            clamp close                                                  | LINE
            clamp close l --by n                                         | --reason is missing
            clamp open a/b --by n --reason r                             | LINE is 'a/b'
            hook new-bag --by n                                          | give --line ID
            hook empty --patient p --by n                                | a hook belongs to a line
            hook empty --line a/b --by n                                 | 'a/b' is no line
            hook emptied --line l --by n                                 | new-bag
            hook new-bag --line l                                        | --by is missing
            resuscitation --line l --by n                                | Missing required parameter
            resuscitation pause --line l --by n                          | pause
            resuscitation begin --by n                                   | give one of --line ID, --patient ID
            observe --patient p --by n                                   | give --acvpu, --oxygen or both
            observe --acvpu alert --by n                                 | give --patient ID
            observe --acvpu alert --line l --by n                        | give --patient ID
            observe --acvpu alert --patient p --line l --by n            | give --patient ID
            observe --acvpu alert --patient a/b --by n                   | 'a/b' is no patient
            observe --acvpu asleep --patient p --by n                    | asleep
            observe --oxygen some --patient p --by n                     | some
            observe --oxygen no --patient p                              | --by is missing
            limits                                                       | --patient
            limits --patient a/b                                         | --patient is 'a/b'
            limits --patient p --auto                                    | --by is missing
            limits --patient p --dry-run                                 | go with --auto
            limits --patient p --by n                                    | go with --auto
            limits --patient p --reason r                                | go with --auto
            review --by n                                                | give --patient ID
            review --line l --by n                                       | give --patient ID
            review --patient p                                           | --by is missing
            review --patient p --by n --acvpu alert                      | --acvpu
            """)
    void nameWhatIsWrongInOneLine(String arguments, String named) {
        Said.of(arguments.strip().split(" +")).isOneLineThatNames(named.strip());
    }

    @Test
    void sayEachThingThatIsWrongInALineOfItsOwn() {
        Said said = Said.of("set", "house", "LowLevel.lowM", "many");
        assertThat(said.status()).isEqualTo(Ward.USAGE);
        assertThat(said.err().strip().lines())
                .hasSize(5)
                .allSatisfy(line -> assertThat(line).startsWith("ward set: "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set site LowLevel.lowMl 60 --by n --reason r",
                "settings",
                "limits --patient p",
                "limits --patient p --auto --by n",
                "alarms --open",
                "ack abcd --by n",
                "clamp close l --by n --reason r"
            })
    void sayThatNoWardRuns(String arguments) {
        String[] here = (arguments + " --ward-data " + dir).split(" ");
        Said said = Said.of(here);
        assertThat(said.status()).isEqualTo(Ward.FAILED);
        assertThat(said.err()).contains("no ward runs on " + dir);
        assertThat(said.err().strip().lines()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"set site LowLevel.lowMl 60 --by n --reason r", "settings", "alarms", "ack abcd --by n"})
    void doNotWaitForAKafkaThatIsNotThere(String arguments) {
        String nowhere = "127.0.0.1:" + new Ports().free();
        Said said = Said.of((arguments + " --kafka " + nowhere).split(" "));
        assertThat(said.status()).isEqualTo(Ward.FAILED);
        assertThat(said.err()).contains("nothing listens at " + nowhere);
        assertThat(said.err().strip().lines()).hasSize(1);
    }

    @Test
    @Timeout(40)
    void doNotWaitLongForAKafkaThatSaysNothing() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + silent.getLocalPort();
            Said said = Said.of("settings", "--kafka", address);
            assertThat(said.status()).isEqualTo(Ward.FAILED);
            assertThat(said.err()).contains("Kafka does not answer at " + address);
            assertThat(said.err().strip().lines()).hasSize(1);
        }
    }

    @Test
    void sayWhatIsNoAddress() {
        Said said = Said.of("alarms", "--kafka", "nonsense");
        assertThat(said.status()).isEqualTo(Ward.FAILED);
        assertThat(said.err()).contains("nonsense");
        assertThat(said.err().strip().lines()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set",
                "settings",
                "alarms",
                "ack",
                "silence",
                "decline",
                "discharge",
                "clamp",
                "hook",
                "resuscitation",
                "observe",
                "review",
                "limits",
                "watchman"
            })
    void explainThemselves(String command) {
        Said said = Said.of(command, "--help");
        assertThat(said.status()).isEqualTo(Ward.HELD);
        assertThat(said.out()).contains("Usage: ward " + command, "--ward-data", "--kafka", "--config");
    }
}
