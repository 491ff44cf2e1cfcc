package io.wardstream.bench.race;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Times the publishing of {@code messages} messages behind a run-up that is not timed: from the moment at which the
 * first of them is handed over until the broker has acknowledged all. A job's operators find the present one by
 * {@link #present}.
 */
final class Stretch {

    private static volatile Stretch present = new Stretch(0, 0, new Cpu(Map.of()));

    private final long runUp;
    private final long messages;
    private final Cpu cpu;
    private volatile Cpu.@Nullable Sample began;
    private volatile Cpu.@Nullable Sample ended;

    private Stretch(long runUp, long messages, Cpu cpu) {
        this.runUp = runUp;
        this.messages = messages;
        this.cpu = cpu;
    }

    static Stretch begin(long runUp, long messages, Cpu cpu) {
        Stretch fresh = new Stretch(runUp, messages, cpu);
        present = fresh;
        return fresh;
    }

    static Stretch present() {
        return present;
    }

    /** Everything that is to be published, the run-up and the stretch. */
    long all() {
        return runUp + messages;
    }

    /** The {@code index}-th message, counted from 0, is handed over now. */
    void handedOver(long index) {
        if (index == runUp) {
            began = cpu.sample();
        }
    }

    /** The broker has acknowledged everything; the threads that did it are still there. */
    void acknowledged() {
        ended = cpu.sample();
    }

    /** How long it took, and on what. */
    Cpu.Use use() {
        Cpu.Sample first = began;
        Cpu.Sample last = ended;
        if (first == null || last == null) {
            throw new IllegalStateException("It was not run to its end");
        }
        return Cpu.between(first, last);
    }
}
