package io.wardstream.jobs.control;

import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Setting;
import org.jspecify.annotations.Nullable;

/**
 * A fact from a control topic: exactly one part is present.
 *
 * @param entry which device serves whom
 * @param setting a limit or a time
 */
public record ControlFact(
        @Nullable RegistryEntry entry, @Nullable Setting setting) {

    /** A registry entry as a fact. */
    public static ControlFact of(RegistryEntry entry) {
        return new ControlFact(entry, null);
    }

    /** A setting as a fact. */
    public static ControlFact of(Setting setting) {
        return new ControlFact(null, setting);
    }
}
