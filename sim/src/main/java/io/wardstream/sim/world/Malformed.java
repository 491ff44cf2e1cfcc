package io.wardstream.sim.world;

import io.wardstream.sim.story.Prng;
import java.util.List;

/** What broken firmware sends: texts that are no messages, each for another reason. */
final class Malformed {

    /** Every one of them must be refused as a whole, and as one. */
    static final List<String> TEXTS = List.of(
            "{\"boot\":\"0badbeef\",\"seq\":12,\"infusion\":{\"massG\":61",
            "{\"boot\":\"0badbeef\",\"seq\":13,\"infusion\":{\"massG\":\"heavy\"}}",
            "{\"seq\":14,\"infusion\":{\"massG\":612.4}}",
            "{\"boot\":\"0badbeef\",\"seq\":-1,\"infusion\":{\"massG\":612.4}}",
            "{\"boot\":\"0badbeef\",\"seq\":15,\"infusion\":{\"massG\":99999}}",
            "{\"boot\":\"0badbeef\",\"seq\":16,\"measuredAt\":\"yesterday\",\"infusion\":{\"massG\":612.4}}",
            "{\"boot\":\"0badbeef\",\"seq\":17,\"infusion\":{\"massG\":612.4},\"vitals\":{\"hrBpm\":70}}",
            "{\"boot\":\"0badbeef\",\"seq\":18}",
            "massG=612.4",
            "NaN");

    private Malformed() {}

    static String draw(Prng prng) {
        return TEXTS.get(prng.below(TEXTS.size()));
    }
}
