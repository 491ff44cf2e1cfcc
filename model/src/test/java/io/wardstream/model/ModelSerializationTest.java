package io.wardstream.model;

import io.wardstream.model.wire.DeviceMessage;
import java.util.stream.Stream;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every record that Flink may carry or keep is a POJO to it: Kryo is slow, and its state does not evolve. */
class ModelSerializationTest {

    static Stream<Class<?>> records() {
        return Stream.of(
                BedsideEvent.class,
                InfusionReading.class,
                VitalsReading.class,
                Cuff.class,
                Care.class,
                ClampReport.class,
                Presence.class,
                Tick.class,
                Subject.class,
                Source.class,
                Sign.class,
                Evidence.class,
                Finding.class,
                AlarmEvent.class,
                ClampEvent.class,
                ClampCommand.class,
                RegistryEntry.class,
                DeviceProfile.class,
                FieldMapping.class,
                ClampMapping.class,
                ForeignCommand.class,
                Setting.class,
                Rejection.class,
                Score.class,
                ScoreParts.class,
                Delivery.class,
                DeviceMessage.class);
    }

    @ParameterizedTest
    @MethodSource("records")
    void travelsWithoutKryo(Class<?> type) {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
    }
}
