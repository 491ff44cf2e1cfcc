package io.wardstream.bench.scoreboard.vitals;

import java.util.EnumMap;
import java.util.Map;

/** Which mishaps a monitor has, since when and until when. */
final class Mishaps {

    private static final long LONG_AGO = Long.MIN_VALUE / 2;

    private final Map<Mishap, Span> spans = new EnumMap<>(Mishap.class);

    private record Span(long from, long until) {}

    void begin(Mishap mishap, long at, long until) {
        spans.put(mishap, new Span(at, until));
    }

    /** Somebody puts it right. */
    void end(Mishap mishap, long at) {
        Span span = spans.get(mishap);
        if (span != null && span.until() > at) {
            spans.put(mishap, new Span(span.from(), at));
        }
    }

    boolean has(Mishap mishap, long at) {
        Span span = spans.get(mishap);
        return span != null && at >= span.from() && at < span.until();
    }

    /** Whether it has it, or had it no longer ago than that. */
    boolean had(Mishap mishap, long at, long agoMs) {
        Span span = spans.get(mishap);
        return span != null && at >= span.from() && at < span.until() + agoMs;
    }

    /** Since when it has had it; a time long ago if it never had. */
    long since(Mishap mishap) {
        Span span = spans.get(mishap);
        return span == null ? LONG_AGO : span.from();
    }
}
