package io.wardstream.model.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.wardstream.model.RejectionReason;
import io.wardstream.model.Time;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of one kind of fact in the {@code ward.*} topics, both ways.
 *
 * <p>Writing leaves absent components out and writes times as ISO 8601 UTC. Reading is total and, unlike the reading of
 * device messages, ignores fields that it does not know: an older job must read what a newer one writes. What must be
 * there and is not, is refused.
 *
 * <p>Thread-safe.
 *
 * @param <T> a record of the model
 */
public final class WireFormat<T extends Record> {

    private static final JsonMapper MAPPER = mapper();
    private static final JsonMapper SHOWING_ABSENT = MAPPER.rebuild()
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.ALWAYS, JsonInclude.Include.ALWAYS))
            .build();

    private final Class<T> type;
    private final ObjectReader reader;
    private final ObjectWriter writer;

    private WireFormat(Class<T> type, JsonMapper mapper) {
        this.type = type;
        this.reader = mapper.readerFor(type);
        this.writer = mapper.writerFor(type);
    }

    /** The format of one record type. */
    public static <T extends Record> WireFormat<T> of(Class<T> type) {
        return new WireFormat<>(type, MAPPER);
    }

    /** The same, but what is absent is written as null: for files in which every line has the same keys. */
    public static <T extends Record> WireFormat<T> showingAbsent(Class<T> type) {
        return new WireFormat<>(type, SHOWING_ABSENT);
    }

    /** Writes a fact. */
    public byte[] write(T value) {
        try {
            return writer.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A " + type.getSimpleName() + " that cannot be written", e);
        }
    }

    /** Writes a fact as text. */
    public String writeText(T value) {
        try {
            return writer.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A " + type.getSimpleName() + " that cannot be written", e);
        }
    }

    /** Reads a fact. Never throws, whatever the bytes are. */
    public Decoded<T> read(byte @Nullable [] bytes) {
        if (bytes == null || bytes.length == 0) {
            return new Decoded.Rejected<>(RejectionReason.EMPTY, "no bytes");
        }
        T value;
        try {
            value = reader.readValue(bytes);
        } catch (IOException | RuntimeException e) {
            return new Decoded.Rejected<>(
                    RejectionReason.BROKEN_RECORD,
                    "not a " + type.getSimpleName() + ": " + e.getClass().getSimpleName() + at(e));
        }
        if (value == null) {
            return new Decoded.Rejected<>(RejectionReason.BROKEN_RECORD, "null");
        }
        String missing = missing(value);
        return missing == null
                ? new Decoded.Accepted<>(value)
                : new Decoded.Rejected<>(RejectionReason.MISSING_FIELD, type.getSimpleName() + "." + missing);
    }

    /** In which component it went wrong, if that is known; never what stood there. */
    private static String at(Exception e) {
        if (!(e instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
            return "";
        }
        return mapping.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[]" : step.getFieldName())
                .collect(Collectors.joining(".", " at ", ""));
    }

    /** The first component that must be there and is not, or null. */
    private static @Nullable String missing(Record value) {
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            Object part;
            try {
                part = component.getAccessor().invoke(value);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("Records of the model are public", e);
            }
            if (part == null) {
                if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                    return component.getName();
                }
            } else if (part instanceof Record nested) {
                String inner = missing(nested);
                if (inner != null) {
                    return component.getName() + "." + inner;
                }
            } else if (part instanceof List<?> list) {
                for (Object element : list) {
                    String inner = element instanceof Record nested ? missing(nested) : null;
                    if (element == null || inner != null) {
                        return component.getName() + "[]" + (inner == null ? "" : "." + inner);
                    }
                }
            }
        }
        return null;
    }

    private static JsonMapper mapper() {
        JsonFactory factory = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(16)
                        .maxStringLength(256 * 1024)
                        .build())
                .build();
        return JsonMapper.builder(factory)
                .annotationIntrospector(new TimeIntrospector())
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(
                        MapperFeature.ALLOW_COERCION_OF_SCALARS,
                        // Only a record's components are fields of the wire: isTick() is none.
                        MapperFeature.AUTO_DETECT_IS_GETTERS)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .withCoercionConfig(
                        LogicalType.Integer, c -> c.setCoercion(CoercionInputShape.Float, CoercionAction.Fail))
                .build();
    }

    /** Writes {@link Time} components as text. */
    private static final class TimeIntrospector extends JacksonAnnotationIntrospector {
        @Override
        public @Nullable Object findSerializer(Annotated annotated) {
            return annotated.hasAnnotation(Time.class) ? TimeWriter.class : super.findSerializer(annotated);
        }

        @Override
        public @Nullable Object findDeserializer(Annotated annotated) {
            return annotated.hasAnnotation(Time.class) ? TimeReader.class : super.findDeserializer(annotated);
        }
    }

    /** {@code long} to ISO 8601. Public because Jackson makes it by reflection. */
    public static final class TimeWriter extends JsonSerializer<Long> {
        @Override
        public void serialize(Long value, JsonGenerator out, SerializerProvider serializers) throws IOException {
            out.writeString(Rfc3339.format(value));
        }
    }

    /** RFC 3339 to {@code long}. Public because Jackson makes it by reflection. */
    public static final class TimeReader extends JsonDeserializer<Long> {
        @Override
        public Long deserialize(JsonParser in, DeserializationContext context) throws IOException {
            if (in.currentToken() != JsonToken.VALUE_STRING) {
                throw context.wrongTokenException(in, Long.class, JsonToken.VALUE_STRING, "a time is a string");
            }
            OptionalLong time = Rfc3339.parse(in.getText());
            if (time.isEmpty()) {
                throw context.weirdStringException(in.getText(), Long.class, "not an RFC 3339 date-time");
            }
            return time.getAsLong();
        }
    }
}
