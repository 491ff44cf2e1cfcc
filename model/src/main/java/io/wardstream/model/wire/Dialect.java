package io.wardstream.model.wire;

import io.wardstream.model.ForeignCommand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What tells one foreign language from another. */
sealed interface Dialect permits AdafruitDialect, AliyunDialect, MappingDialect {

    /** Notes what is wrong with the profile. */
    void check(List<String> problems);

    /** Where the device speaks. */
    List<String> filters();

    /** Where it is spoken to, or null. */
    @Nullable
    String commandTopic();

    /** Reads what it said; only asked of a valid profile. Total. */
    List<ForeignDevice.Item> decode(String topic, byte[] payload);

    /** What closes its clamp, or null; only asked of a valid profile. */
    @Nullable
    ForeignCommand close(String commandId);
}
