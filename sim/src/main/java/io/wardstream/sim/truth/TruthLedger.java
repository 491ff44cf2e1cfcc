package io.wardstream.sim.truth;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The truth as it grows. Written by the world alone; what was added since the last call of {@link #takeNew} is what has
 * to be written down before anything of it becomes visible outside.
 *
 * <p>Thread-safe, because it is asked for from other threads than the ward's.
 */
public final class TruthLedger {
    private final Set<String> subjects = new LinkedHashSet<>();
    private final Map<String, Expectation> expectations = new LinkedHashMap<>();
    private final Map<String, ClampClosing> closings = new LinkedHashMap<>();
    private final List<Entry> unwritten = new ArrayList<>();

    /** One thing that was learned: exactly one of the parts is present, and absent parts are empty. */
    public sealed interface Entry {}

    /** These subjects belong to the simulation. */
    public record Subjects(Set<String> keys) implements Entry {}

    /** This is expected; an older word of the same id no longer counts. */
    public record Expected(Expectation expectation) implements Entry {}

    /** This clamp closed by command. */
    public record Closed(ClampClosing closing) implements Entry {}

    /** Names subjects of the simulation. */
    public synchronized void own(Collection<String> keys) {
        if (subjects.addAll(keys)) {
            unwritten.add(new Subjects(Set.copyOf(keys)));
        }
    }

    /** Adds an expectation, or replaces the one with the same id. */
    public synchronized void expect(Expectation expectation) {
        Expectation before = expectations.put(expectation.id(), expectation);
        if (!expectation.equals(before)) {
            unwritten.add(new Expected(expectation));
        }
    }

    /** Adds what a clamp did. */
    public synchronized void closed(ClampClosing closing) {
        if (closings.putIfAbsent(closing.about() + " " + closing.commandId(), closing) == null) {
            unwritten.add(new Closed(closing));
        }
    }

    /** Takes in what was written down by an earlier process. */
    public synchronized void remember(Entry entry) {
        if (entry instanceof Subjects owned) {
            subjects.addAll(owned.keys());
        } else if (entry instanceof Expected expected) {
            expectations.put(expected.expectation().id(), expected.expectation());
        } else if (entry instanceof Closed closed) {
            closings.putIfAbsent(
                    closed.closing().about() + " " + closed.closing().commandId(), closed.closing());
        }
    }

    /** What was added since the last call. */
    public synchronized List<Entry> takeNew() {
        List<Entry> taken = List.copyOf(unwritten);
        unwritten.clear();
        return taken;
    }

    /** All expectations as they stand. */
    public synchronized List<Expectation> expectations() {
        return List.copyOf(expectations.values());
    }

    /** The truth as it stands. */
    public synchronized Truth snapshot() {
        return new Truth(subjects, new ArrayList<>(expectations.values()), new ArrayList<>(closings.values()));
    }
}
