package io.wardstream.local.ward;

import io.wardstream.local.servers.EmbeddedFlink;
import java.io.IOException;
import java.io.InvalidClassException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.util.ExceptionUtils;
import org.apache.flink.util.StateMigrationException;
import org.jspecify.annotations.Nullable;

/**
 * Sees jobs start, and says in one line why one does not: at once if it never will, because it has failed for good or
 * its state is not one that it can continue; at the end of the time if it fails again and again. For one thread; it
 * changes nothing.
 */
final class JobStart {

    private static final long LOOK_MS = 50;

    private final EmbeddedFlink flink;
    private final Duration limit;
    private final long deadline;

    /**
     * The time begins now.
     *
     * @param limit how long all of it may take
     */
    JobStart(EmbeddedFlink flink, Duration limit) {
        this.flink = flink;
        this.limit = limit;
        this.deadline = System.nanoTime() + limit.toNanos();
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    /**
     * Waits until a job is accepted: there is an operator for every state that it goes on from.
     *
     * @throws IOException if it is not
     */
    void awaitAccepted(String job) throws Exception {
        await(job, () -> flink.status(job) == JobStatus.RUNNING);
    }

    /**
     * Waits until all of a job runs.
     *
     * @throws IOException if it does not
     */
    void awaitRunning(String job) throws Exception {
        await(job, () -> flink.runs(job));
    }

    private void await(String job, Condition condition) throws Exception {
        while (!condition.holds()) {
            JobStatus status = flink.status(job);
            Optional<Throwable> failure = flink.failure(job);
            if (failure.isPresent() && isOfAnotherVersion(failure.get())) {
                throw new IOException(
                        "the job " + job + " cannot go on from its state (" + cause(failure.get())
                                + "): this data directory was written by another version of Wardstream, whose state this one"
                                + " cannot continue. Use that version, or start afresh with another --data; alarms that are"
                                + " still open, and acknowledgements that hold a clamp back, live in that state and are not"
                                + " known to a fresh start",
                        failure.get());
            }
            if (status.isGloballyTerminalState()) {
                throw new IOException(
                        "the job " + job + " is " + status
                                + failure.map(why -> ": " + cause(why)).orElse(""),
                        failure.orElse(null));
            }
            if (System.nanoTime() - deadline > 0) {
                throw new IOException(
                        "the job " + job + " does not run after " + limit.toSeconds() + " s, it is " + status
                                + failure.map(why -> " and failed last because of: " + cause(why))
                                        .orElse("; the log tells more"),
                        failure.orElse(null));
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        }
    }

    /** Whether state was read that this version does not have, or has in another form. */
    private static boolean isOfAnotherVersion(Throwable failure) {
        return ExceptionUtils.findThrowable(failure, StateMigrationException.class)
                        .isPresent()
                || ExceptionUtils.findThrowable(failure, InvalidClassException.class)
                        .isPresent()
                || ExceptionUtils.findThrowableWithMessage(failure, "Cannot map checkpoint/savepoint state")
                        .isPresent()
                || ExceptionUtils.findThrowableWithMessage(
                                failure, "Max parallelism mismatch between checkpoint/savepoint")
                        .isPresent();
    }

    /** What began it, in one line. */
    private static String cause(Throwable failure) {
        Throwable deepest = failure;
        String words = words(failure);
        while (deepest.getCause() != null && deepest.getCause() != deepest) {
            deepest = deepest.getCause();
            String deeper = words(deepest);
            words = deeper == null ? words : deeper;
        }
        return words == null
                ? deepest.getClass().getSimpleName()
                // There is no such option here, and what was forgotten would not be told.
                : words.replaceFirst(" If you want to allow to skip this.*", "");
    }

    private static @Nullable String words(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? null : message.strip().replaceAll("\\s+", " ");
    }
}
