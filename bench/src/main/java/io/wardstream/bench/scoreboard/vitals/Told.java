package io.wardstream.bench.scoreboard.vitals;

import io.wardstream.model.VitalsReading;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A reading in words: what it says, and nothing of what it does not. */
final class Told {

    private Told() {}

    static String words(VitalsReading reading) {
        return Arrays.stream(VitalsReading.class.getRecordComponents())
                .map(part -> word(part, reading))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String word(RecordComponent part, VitalsReading reading) {
        try {
            Object value = part.getAccessor().invoke(reading);
            return value == null ? "" : part.getName() + "=" + value;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A record does not say what it is made of", e);
        }
    }
}
