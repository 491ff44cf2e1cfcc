package io.wardstream.jobs.order;

import org.jspecify.annotations.Nullable;

/**
 * What is known of the order of one device's messages: its present boot and the one before, whose last messages may be
 * delivered again after the new one began. Mutable state of one key; a POJO to Flink.
 */
public final class OrderState {

    /** The present boot, or null before the first message. */
    public @Nullable BootState current;

    /** The boot before it. */
    public @Nullable BootState previous;

    public OrderState() {}

    /** Judges a message and remembers it. */
    public Verdict admit(String boot, long seq) {
        BootState present = current;
        BootState before = previous;
        if (present != null && present.boot.equals(boot)) {
            return present.admit(seq);
        }
        if (before != null && before.boot.equals(boot)) {
            Verdict verdict = before.admit(seq);
            if (verdict == Verdict.NEW) {
                // The device goes on counting in the older boot: then that one is the present.
                previous = present;
                current = before;
            }
            return verdict;
        }
        previous = present;
        current = BootState.startedWith(boot, seq);
        return Verdict.NEW;
    }
}
