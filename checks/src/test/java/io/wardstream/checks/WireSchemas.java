package io.wardstream.checks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import io.wardstream.model.AlarmEvent;
import io.wardstream.model.AlarmNotice;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.ClampCommand;
import io.wardstream.model.ClampEvent;
import io.wardstream.model.Delivery;
import io.wardstream.model.Measure;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Rejection;
import io.wardstream.model.Score;
import io.wardstream.model.Setting;
import io.wardstream.model.Sign;
import io.wardstream.model.Time;
import io.wardstream.model.wire.DeviceMessage;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** JSON Schemas of everything that travels, made from the model's records. */
final class WireSchemas {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private WireSchemas() {}

    /** The schemas by file name. */
    static Map<String, String> all() throws Exception {
        Map<String, Class<?>> types = new LinkedHashMap<>();
        types.put("bedside-event", BedsideEvent.class);
        types.put("alarm-event", AlarmEvent.class);
        types.put("clamp-event", ClampEvent.class);
        types.put("clamp-command", ClampCommand.class);
        types.put("registry-entry", RegistryEntry.class);
        types.put("setting", Setting.class);
        types.put("rejection", Rejection.class);
        types.put("sign", Sign.class);
        types.put("score", Score.class);
        types.put("delivery", Delivery.class);
        types.put("alarm-notice", AlarmNotice.class);
        Map<String, String> schemas = new LinkedHashMap<>();
        schemas.put("device-message.schema.json", JSON.writeValueAsString(deviceMessage()) + "\n");
        for (Map.Entry<String, Class<?>> type : types.entrySet()) {
            JsonNode schema = generator(false).generateSchema(type.getValue());
            schemas.put(
                    type.getKey() + ".schema.json", JSON.writeValueAsString(titled(schema, type.getValue())) + "\n");
        }
        return schemas;
    }

    private static ObjectNode titled(JsonNode schema, Class<?> type) {
        ObjectNode node = (ObjectNode) schema;
        node.put("$id", "urn:wardstream:wire:1:" + type.getSimpleName());
        node.put("title", type.getSimpleName());
        return node;
    }

    /** What a device may send: exactly one part, nothing unknown; one message, or an array of them. */
    private static ObjectNode deviceMessage() {
        ObjectNode message = titled(generator(true).generateSchema(DeviceMessage.class), DeviceMessage.class);
        ArrayNode oneOf = JSON.createArrayNode();
        for (String part : List.of("infusion", "vitals", "care", "clamp", "presence")) {
            ObjectNode required = JSON.createObjectNode();
            required.putArray("required").add(part);
            oneOf.add(required);
        }
        message.set("oneOf", oneOf);
        ObjectNode boot = (ObjectNode) message.path("properties").path("boot");
        boot.put("pattern", "^[A-Za-z0-9._-]{1,32}$");
        ObjectNode seq = (ObjectNode) message.path("properties").path("seq");
        seq.put("minimum", 0);
        return message;
    }

    private static SchemaGenerator generator(boolean strict) {
        SchemaGeneratorConfigBuilder builder =
                new SchemaGeneratorConfigBuilder(JSON, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON);
        builder.with(Option.FLATTENED_ENUMS);
        if (strict) {
            builder.with(Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT);
        }
        builder.forFields()
                .withIgnoreCheck(field -> field.isStatic())
                .withRequiredCheck(field -> !nullable(field))
                .withTargetTypeOverridesResolver(
                        field -> isTime(field) ? List.of(field.getContext().resolve(String.class)) : null)
                .withStringFormatResolver(field -> isTime(field) ? "date-time" : null)
                .withInstanceAttributeOverride((node, field, context) -> {
                    RecordComponent component = component(field);
                    if (component == null) {
                        return;
                    }
                    Measure measure = component.getAnnotation(Measure.class);
                    if (measure != null) {
                        node.put("description", measure.meaning() + " [" + measure.unit() + "]");
                        node.put("minimum", measure.min());
                        node.put("maximum", measure.max());
                    }
                });
        // Properties in the order of the record.
        builder.forTypesInGeneral()
                .withPropertySorter((left, right) -> Integer.compare(
                        position(left.getDeclaringType().getErasedType(), left.getName()),
                        position(right.getDeclaringType().getErasedType(), right.getName())));
        return new SchemaGenerator(builder.build());
    }

    private static int position(Class<?> type, String name) {
        RecordComponent[] components = type.getRecordComponents();
        if (components == null) {
            return 0;
        }
        List<String> names =
                Arrays.stream(components).map(RecordComponent::getName).toList();
        return names.indexOf(name);
    }

    private static RecordComponent component(FieldScope field) {
        RecordComponent[] components = field.getDeclaringType().getErasedType().getRecordComponents();
        return components == null
                ? null
                : Stream.of(components)
                        .filter(each -> each.getName().equals(field.getDeclaredName()))
                        .findFirst()
                        .orElse(null);
    }

    private static boolean isTime(FieldScope field) {
        RecordComponent component = component(field);
        return component != null && component.isAnnotationPresent(Time.class);
    }

    private static boolean nullable(FieldScope field) {
        RecordComponent component = component(field);
        return component != null && component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }
}
