package io.wardstream.model.planted;

import io.wardstream.cep.PatternCatalogue;

/** Planted: the model must not know the patterns. */
public final class KnowsThePatterns {

    private KnowsThePatterns() {}

    /** The violation. */
    public static Object use() {
        return PatternCatalogue.ALL;
    }
}
