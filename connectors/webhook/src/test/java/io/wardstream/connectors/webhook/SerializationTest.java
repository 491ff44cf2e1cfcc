package io.wardstream.connectors.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.connectors.webhook.internal.FinishedDelivery;
import io.wardstream.connectors.webhook.internal.PendingDelivery;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SerializationTest {

    @ParameterizedTest
    @ValueSource(classes = {WebhookMessage.class, DeliveryReport.class, PendingDelivery.class, FinishedDelivery.class})
    void travelsAndIsKeptWithoutKryo(Class<?> type) {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
    }

    @Test
    void keepsAbsentPartsOfAReportAbsent() throws Exception {
        DeliveryReport report = new DeliveryReport("id", "key", -1, "a", 0, DeliveryOutcome.DEAD, null, null, 5);
        assertThat(roundTrip(report)).isEqualTo(report);
    }

    @Test
    void keepsAPendingMessageWhole() throws Exception {
        PendingDelivery pending = new PendingDelivery(
                new WebhookMessage("id", "key", Long.MIN_VALUE, "a", "text/plain", "ø漢😀\n"), 3, 4, 5);
        assertThat(roundTrip(pending)).isEqualTo(pending);
    }

    @SuppressWarnings("unchecked")
    private static <T> T roundTrip(T value) throws Exception {
        TypeSerializer<T> serializer =
                TypeInformation.of((Class<T>) value.getClass()).createSerializer(new SerializerConfigImpl());
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(value, out);
        return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
    }
}
