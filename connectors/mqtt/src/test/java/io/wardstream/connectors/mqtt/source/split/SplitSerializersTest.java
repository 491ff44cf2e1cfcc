package io.wardstream.connectors.mqtt.source.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wardstream.connectors.mqtt.source.enumerator.MqttEnumeratorState;
import io.wardstream.connectors.mqtt.source.enumerator.MqttEnumeratorStateSerializer;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class SplitSerializersTest {

    private static final MqttSplit SPLIT = new MqttSplit("00ff", "ward/1/#", 1_795_240_800_250L, true, 4711);

    @Test
    void readsBackWhatItWrote() throws IOException {
        MqttSplitSerializer splits = MqttSplitSerializer.INSTANCE;
        assertThat(splits.deserialize(2, splits.serialize(SPLIT))).isEqualTo(SPLIT);
        MqttEnumeratorStateSerializer states = new MqttEnumeratorStateSerializer();
        MqttEnumeratorState state = new MqttEnumeratorState(
                "job",
                List.of(MqttSplit.ofFilter("ward/1/#"), MqttSplit.ofMember("crew", "ward/2/#", 1)),
                List.of(SPLIT));
        assertThat(states.deserialize(2, states.serialize(state))).isEqualTo(state);
    }

    /** What version 1 wrote must be readable for ever. */
    @Test
    void readsVersion1AsItWasReleased() throws IOException {
        byte[] released = Base64.getDecoder().decode("AAQwMGZmAAh3YXJkLzEvIwAAAaH8sK/6AQ==");
        assertThat(MqttSplitSerializer.INSTANCE.deserialize(1, released))
                .isEqualTo(new MqttSplit("00ff", "ward/1/#", 1_795_240_800_250L, true, 0));

        DataOutputSerializer state = new DataOutputSerializer(64);
        state.writeUTF("job");
        state.writeInt(1);
        state.writeUTF("ward/2/#");
        state.writeInt(1);
        state.writeInt(1);
        state.writeInt(released.length);
        state.write(released);
        assertThat(new MqttEnumeratorStateSerializer().deserialize(1, state.getCopyOfBuffer()))
                .isEqualTo(new MqttEnumeratorState(
                        "job",
                        List.of(MqttSplit.ofFilter("ward/2/#")),
                        List.of(new MqttSplit("00ff", "ward/1/#", 1_795_240_800_250L, true, 0))));
    }

    /** What version 2 wrote must be readable for ever. */
    @Test
    void readsVersion2AsItWasReleased() throws IOException {
        byte[] released = Base64.getDecoder().decode("AAQwMGZmAAh3YXJkLzEvIwAAAaH8sK/6AQAAAAAAABJn");
        assertThat(MqttSplitSerializer.INSTANCE.deserialize(2, released)).isEqualTo(SPLIT);
    }

    @Test
    void tellsTheMembersOfAGroupApart() {
        MqttSplit first = MqttSplit.ofMember("crew", "ward/1/#", 0);
        MqttSplit second = MqttSplit.ofMember("crew", "ward/1/#", 1);
        assertThat(first.topicFilter()).isEqualTo(second.topicFilter()).isEqualTo("$share/crew/ward/1/#");
        assertThat(first.splitId()).isNotEqualTo(second.splitId());
    }

    @Test
    void saysWhichVersionItCannotRead() {
        assertThatThrownBy(() -> MqttSplitSerializer.INSTANCE.deserialize(9, new byte[0]))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("version 9");
        assertThatThrownBy(() -> new MqttEnumeratorStateSerializer().deserialize(9, new byte[0]))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("version 9");
    }

    /** The id names the session at the broker: if it changed, what is queued there would be lost. */
    @Test
    void namesAFilterTheSameForEver() {
        assertThat(MqttSplit.ofFilter("ward/v1/east/#").splitId()).isEqualTo("bb99f2f9d7102bd1");
        assertThat(MqttSplit.ofFilter("ward/v1/west/#").splitId())
                .isNotEqualTo(MqttSplit.ofFilter("ward/v1/east/#").splitId());
    }
}
