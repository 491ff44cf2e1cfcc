package io.wardstream.model.load;

import io.wardstream.model.Priority;
import io.wardstream.model.load.AlarmLoad.Lead;
import io.wardstream.model.load.AlarmLoad.Load;
import io.wardstream.model.load.AlarmLoad.Report;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Two loads beside each other: what would be different under other limits.
 *
 * @param nameA what the first is called
 * @param nameB what the second is called
 * @param all all alarms
 * @param byPattern by the pattern that raised them; those that either has
 * @param byPriority by the priority with which they were raised, the most urgent first
 * @param leadA how the first foretold events
 * @param leadB how the second did
 */
public record AlarmLoadComparison(
        String nameA,
        String nameB,
        Change all,
        Map<String, Change> byPattern,
        Map<Priority, Change> byPriority,
        Lead leadA,
        Lead leadB) {

    private static final double HUNDRED = 100;
    private static final Load NONE = new Load(0, null, null, null, null, null);

    public AlarmLoadComparison {
        byPattern = Collections.unmodifiableMap(new LinkedHashMap<>(byPattern));
        byPriority = Collections.unmodifiableMap(new LinkedHashMap<>(byPriority));
    }

    /**
     * How many were raised, here and there.
     *
     * @param raisedA how many in the first
     * @param raisedB how many in the second
     * @param perPatientDayA how many a patient and 24 h in the first; null if it has no patient-hours
     * @param perPatientDayB how many in the second; null if it has none
     * @param changePct how many per cent more (less, below 0) the second has: of the rates where both have one, else of the
     *     counts; null where the first has none
     */
    public record Change(
            long raisedA,
            long raisedB,
            @Nullable Double perPatientDayA,
            @Nullable Double perPatientDayB,
            @Nullable Double changePct) {}

    /** Compares two reports. */
    public static AlarmLoadComparison of(String nameA, Report a, String nameB, Report b) {
        boolean rates = a.all().perPatientDay() != null && b.all().perPatientDay() != null;
        Load none = rates ? new Load(0, 0.0, null, null, null, null) : NONE;
        TreeSet<String> patterns = new TreeSet<>(a.byPattern().keySet());
        patterns.addAll(b.byPattern().keySet());
        Map<String, Change> byPattern = new LinkedHashMap<>();
        for (String pattern : patterns) {
            byPattern.put(
                    pattern,
                    change(
                            a.byPattern().getOrDefault(pattern, none),
                            b.byPattern().getOrDefault(pattern, none)));
        }
        Map<Priority, Change> byPriority = new LinkedHashMap<>();
        for (Priority priority : AlarmLoadTable.MOST_URGENT_FIRST) {
            if (a.byPriority().containsKey(priority) || b.byPriority().containsKey(priority)) {
                byPriority.put(
                        priority,
                        change(
                                a.byPriority().getOrDefault(priority, none),
                                b.byPriority().getOrDefault(priority, none)));
            }
        }
        return new AlarmLoadComparison(
                nameA, nameB, change(a.all(), b.all()), byPattern, byPriority, a.lead(), b.lead());
    }

    private static Change change(Load a, Load b) {
        Double rateA = a.perPatientDay();
        Double rateB = b.perPatientDay();
        Double changePct = rateA != null && rateB != null
                ? changePct(rateA, rateB)
                : changePct((double) a.raised(), (double) b.raised());
        return new Change(a.raised(), b.raised(), rateA, rateB, changePct);
    }

    private static @Nullable Double changePct(double before, double after) {
        return before == 0 ? null : (after - before) / before * HUNDRED;
    }
}
