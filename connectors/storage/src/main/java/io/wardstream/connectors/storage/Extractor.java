package io.wardstream.connectors.storage;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Takes a column's value from a row; travels in the job graph. Called by the task thread, must be pure. */
@FunctionalInterface
public interface Extractor<T, V> extends Serializable {

    /** The value, or null if the row has none. */
    @Nullable
    V of(T row);
}
