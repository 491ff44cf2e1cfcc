package io.wardstream.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a device that does not speak our language is understood and commanded. It stands in the device's registry entry,
 * so that a device is one fact and can be added or changed while the jobs run.
 *
 * @param kind its language
 * @param account {@link ProfileKind#ADAFRUIT_IO}: the user; {@link ProfileKind#ALIYUN}: the product key
 * @param name {@link ProfileKind#ALIYUN}: the device's name there; its own {@code deviceId} if null
 * @param topic {@link ProfileKind#MAPPING}: the topic on which it speaks; <code>{ward}</code> and
 *     <code>{deviceId}</code> stand for the entry's own, {@code +} and a last {@code #} for any levels
 * @param readings {@link ProfileKind#MAPPING}: a JSON pointer to an array of readings; the other pointers then begin at
 *     each element. The payload itself is the reading if null
 * @param fields what it measures
 * @param clamp its clamp, if it has one
 */
public record DeviceProfile(
        ProfileKind kind,
        @Nullable String account,
        @Nullable String name,
        @Nullable String topic,
        @Nullable String readings,
        @Nullable List<FieldMapping> fields,
        @Nullable ClampMapping clamp) {

    /** Whether the device does not speak our language. */
    public boolean foreign() {
        return kind != ProfileKind.NATIVE;
    }
}
