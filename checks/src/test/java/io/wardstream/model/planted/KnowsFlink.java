package io.wardstream.model.planted;

import org.apache.flink.configuration.Configuration;

/** Planted: the model must not know Flink. */
public final class KnowsFlink {

    private KnowsFlink() {}

    /** The violation. */
    public static Object use() {
        return new Configuration();
    }
}
