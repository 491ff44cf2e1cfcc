package io.wardstream.sim.config;

import java.util.ArrayList;
import java.util.List;

/** Collects everything that is wrong with a configuration, so that it is all said at once. */
final class Problems {
    private final String what;
    private final List<String> found = new ArrayList<>();

    Problems(String what) {
        this.what = what;
    }

    Problems unless(boolean good, String problem) {
        if (!good) {
            found.add(problem);
        }
        return this;
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new IllegalArgumentException(what + ": " + String.join("; ", found));
        }
    }
}
