package io.wardstream.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.wardstream.model.AlarmEvent;
import io.wardstream.model.AlarmKind;
import io.wardstream.model.AlarmPhase;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.Evidence;
import io.wardstream.model.Priority;
import io.wardstream.model.Subject;
import io.wardstream.model.VitalsReading;
import io.wardstream.model.wire.DeviceMessageDecoder;
import io.wardstream.model.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireSchemasTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonSchema schema(String name) throws Exception {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(WireSchemas.all().get(name));
    }

    @Test
    void areTheCommittedOnes() throws Exception {
        for (Map.Entry<String, String> schema : WireSchemas.all().entrySet()) {
            Rendered.file("docs/wire/" + schema.getKey(), schema.getValue());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"boot\":\"9f3a\",\"seq\":4711,\"measuredAt\":\"2026-11-21T06:00:00.250Z\",\"infusion\":{\"massG\":612.4}}",
                "{\"boot\":\"a\",\"seq\":0,\"vitals\":{\"hrBpm\":72,\"spo2Pct\":97}}",
                "{\"boot\":\"a\",\"seq\":1,\"care\":{\"action\":\"ACKNOWLEDGE\",\"by\":\"nurse-7\"}}",
                "{\"boot\":\"a\",\"seq\":1,\"clamp\":{\"state\":\"CLOSED\",\"commandId\":\"c-1\"}}",
                "{\"boot\":\"a\",\"seq\":1,\"presence\":{\"state\":\"ONLINE\"}}",
                "{\"boot\":\"a\",\"seq\":1}",
                "{\"boot\":\"a\",\"infusion\":{\"massG\":1}}",
                "{\"boot\":\"a\",\"seq\":-1,\"infusion\":{\"massG\":1}}",
                "{\"boot\":\"a b\",\"seq\":1,\"infusion\":{\"massG\":1}}",
                "{\"boot\":\"a\",\"seq\":1,\"infusion\":{\"massKg\":1}}",
                "{\"boot\":\"a\",\"seq\":1,\"infusion\":{\"massG\":\"1\"}}",
                "{\"boot\":\"a\",\"seq\":1,\"infusion\":{\"massG\":1},\"presence\":{\"state\":\"ONLINE\"}}",
                "{\"boot\":\"a\",\"seq\":1,\"care\":{\"action\":\"DANCE\",\"by\":\"nurse-7\"}}",
                "{\"boot\":\"a\",\"seq\":1,\"clamp\":{\"state\":\"AJAR\"}}"
            })
    void acceptWhatTheDecoderAcceptsAndRefuseWhatItRefuses(String message) throws Exception {
        boolean accepted = DeviceMessageDecoder.decode(message.getBytes(StandardCharsets.UTF_8))
                        .get(0)
                instanceof DeviceMessageDecoder.Message;
        assertThat(schema("device-message.schema.json")
                        .validate(JSON.readTree(message))
                        .isEmpty())
                .as(message)
                .isEqualTo(accepted);
    }

    @Test
    void acceptWhatTheJobsWrite() throws Exception {
        BedsideEvent event = new BedsideEvent(
                "m1",
                "b",
                0,
                1,
                2L,
                "icu",
                null,
                null,
                "p1",
                null,
                VitalsReading.NONE.withSpo2Pct(88.5),
                null,
                null,
                null,
                null);
        assertThat(schema("bedside-event.schema.json")
                        .validate(
                                JSON.readTree(WireFormat.of(BedsideEvent.class).write(event))))
                .isEmpty();
        AlarmEvent alarm = new AlarmEvent(
                "id",
                0,
                "LowLevel",
                1,
                "LEVEL",
                AlarmPhase.RAISED,
                Priority.MEDIUM,
                AlarmKind.PHYSIOLOGICAL,
                new Subject("line:l1", "icu", "b3", "l1", "p1", "scale-1"),
                5,
                6,
                List.of(new Evidence("LEVEL_LOW", 49.5, 50.0, "mL", 5, null)),
                3,
                0,
                null,
                null);
        assertThat(schema("alarm-event.schema.json")
                        .validate(JSON.readTree(WireFormat.of(AlarmEvent.class).write(alarm))))
                .isEmpty();
        assertThat(schema("alarm-event.schema.json").validate(JSON.readTree("{\"alarmId\":\"id\"}")))
                .as("a schema that refuses nothing")
                .isNotEmpty();
    }
}
