package io.wardstream.connectors.mqtt.planted;

import io.wardstream.model.Ids;

/** Planted: a connector must not know the model. */
public final class KnowsTheModel {

    private KnowsTheModel() {}

    /** The violation. */
    public static Object use() {
        return Ids.alarm("a", "b", 0);
    }
}
