package io.wardstream.local.watch;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Whether questions are answered in time. Questions have rising numbers; the echo of one answers those before it, too. Until the
 * first echo ever a ward that is starting may take its time. Pure; times are milliseconds of one clock that does not leap. For one
 * thread.
 */
final class Canary {

    private record Question(long number, long askedAt) {}

    private final long limitMs;
    private final long startGraceMs;
    private final Deque<Question> unanswered = new ArrayDeque<>();
    private boolean everHeard;
    private @Nullable Long overdueSince;
    private @Nullable Long tookMs;

    /**
     * @param limitMs how long an echo may take, ms
     * @param startGraceMs how long the first one may take, ms
     */
    Canary(long limitMs, long startGraceMs) {
        this.limitMs = limitMs;
        this.startGraceMs = Math.max(limitMs, startGraceMs);
    }

    /** A question is asked, whether or not anybody takes it. */
    void asked(long number, long now) {
        unanswered.addLast(new Question(number, now));
    }

    /** An echo is heard. One that nobody waits for, of an earlier watchman or a second time, says nothing. */
    void heard(long number, long now) {
        while (!unanswered.isEmpty() && unanswered.getFirst().number() <= number) {
            Question answered = unanswered.removeFirst();
            everHeard = true;
            tookMs = now - answered.askedAt();
        }
        look(now);
    }

    /** Time has passed. */
    void look(long now) {
        Question oldest = unanswered.peekFirst();
        long limit = everHeard ? limitMs : startGraceMs;
        if (oldest == null || now - oldest.askedAt() < limit) {
            overdueSince = null;
        } else if (overdueSince == null) {
            overdueSince = oldest.askedAt();
        }
    }

    /** When the first question was asked that is overdue; null while none is. */
    @Nullable
    Long overdueSince() {
        return overdueSince;
    }

    /** How long the newest echo took, ms; null before the first. */
    @Nullable
    Long tookMs() {
        return tookMs;
    }
}
