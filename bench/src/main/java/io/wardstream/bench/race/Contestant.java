package io.wardstream.bench.race;

import java.util.Locale;

/** Who is measured. */
enum Contestant {
    /** The HiveMQ client with nothing around it: the yardstick. */
    BARE,
    /** The connector in a job of one task. */
    CONNECTOR;

    /** How it is called in results. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
