package io.wardstream.jobs.safety.infusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.model.SignKind;
import java.io.IOException;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;

/** A line costs little: 2 KiB at the most, 300 bytes at rest, as it is kept in a checkpoint. */
class LineStateTest {

    private static final TypeSerializer<LineState> SERIALIZER =
            TypeInformation.of(LineState.class).createSerializer(new SerializerConfigImpl());

    private static byte[] bytes(LineState state) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(256);
        SERIALIZER.serialize(state, out);
        return out.getCopyOfBuffer();
    }

    @Test
    void isSmallAtRestAndNeverLarge() throws IOException {
        TestBag bag = new TestBag(1, 1.5, 900, 80).run(3 * 3_600);
        assertThat(bag.signs).isEmpty();
        assertThat(bytes(bag.state).length).as("at rest").isLessThanOrEqualTo(300);
        bag.set("Order.mlPerH", 80).run(600);
        assertThat(bag.signs).isEmpty();
        assertThat(bytes(bag.state).length).as("at rest, with an order").isLessThanOrEqualTo(340);
        bag.pressed(45).run(200);
        assertThat(bag.kinds()).containsExactly(SignKind.CUFF_INFLATED, SignKind.CUFF_OVER);
        assertThat(bytes(bag.state).length).as("at rest, after a cuff").isLessThanOrEqualTo(340);
        bag.mlPerH = 1_500;
        bag.besideG = 60;
        bag.run(1_000).lifted(120).cuff(true);
        assertThat(bag.state.cuff).isNotNull();
        assertThat(bytes(bag.state).length).as("in every trouble at once").isLessThanOrEqualTo(2_048);
    }

    @Test
    void goesOnWhereItWasAfterARestore() throws IOException {
        TestBag before = new TestBag(2, 1.5, 120, 100).run(1_200).cuff(true).run(20);
        LineState restored = SERIALIZER.deserialize(new DataInputDeserializer(bytes(before.state)));
        TestBag after = new TestBag(2, 1.5, before.levelMl, 100, restored);
        after.at = before.at;
        after.run(2 * 3_600);
        before.run(2 * 3_600);
        assertThat(after.kinds())
                .isEqualTo(before.kinds()
                        .subList(
                                before.kinds().size() - after.kinds().size(),
                                before.kinds().size()))
                .isNotEmpty();
    }

    @Test
    void isAPojo() {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(LineState.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(Track.class);
    }
}
