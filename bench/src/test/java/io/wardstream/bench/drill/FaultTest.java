package io.wardstream.bench.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.bench.cli.MqttDrillCommand;
import java.lang.reflect.Field;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Option;

/** What the help says there is, there is. */
class FaultTest {

    @Test
    void isNamedInTheHelp() throws Exception {
        Field option = MqttDrillCommand.class.getDeclaredField("fault");
        String described = String.join(" ", option.getAnnotation(Option.class).description());
        for (Fault fault : Fault.values()) {
            assertThat(described).contains(fault.word());
        }
    }
}
