package io.wardstream.jobs.safety;

import io.wardstream.model.ClampEvent;
import io.wardstream.model.Finding;
import io.wardstream.model.Sign;
import org.jspecify.annotations.Nullable;

/** What the gate remembers of a line while its bag is low. A POJO to Flink. */
public final class GateState {

    /** The newest reading. */
    public @Nullable LineStatus newest;

    /** When somebody last acknowledged, on the ward clock. */
    public @Nullable Long acknowledgedAt;

    /** Whether the clamp last said that it is closed. */
    public boolean closed;

    /** The command that waits for its answer. */
    public @Nullable ClampEvent unanswered;

    /** Until when the answer may come, on the ward clock. */
    public @Nullable Long answerDue;

    /** When staff last opened the clamp. */
    public @Nullable Long openedAt;

    /** Since when the patient is being resuscitated. */
    public @Nullable Long resuscitationSince;

    /** When a systolic pressure that is too low for a clamp was last said, and no better one since; or null. */
    public @Nullable Long hypotensiveAt;

    /** Whose pressure that was. */
    public @Nullable String hypotensivePatient;

    /** What is watched of a clamp that has closed: its flow must stop. */
    public @Nullable FlowWatch watched;

    /** Whether the clamp last said of itself that it is closed; null while that is not known. */
    public @Nullable Boolean saidClosed;

    /** When the system last commanded the clamp, or staff last did anything at the line. */
    public @Nullable Long handledAt;

    /** A move that nobody has explained yet. */
    public @Nullable Sign moved;

    /** Until when staff may explain it, on the ward clock. */
    public @Nullable Long movedDue;

    /** A request that was withheld for a reason that passes. */
    public @Nullable Finding again;

    /** When it is judged again, on the ward clock. */
    public @Nullable Long againDue;

    public GateState() {}
}
