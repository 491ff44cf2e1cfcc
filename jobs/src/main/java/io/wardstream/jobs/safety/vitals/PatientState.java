package io.wardstream.jobs.safety.vitals;

import io.wardstream.jobs.safety.Band;
import io.wardstream.model.Acvpu;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a patient: what each monitor measured, the course of the last hour, what staff told, and what was concluded.
 * Mutable state of one key; a POJO to Flink. Times are ms on the ward clock, 0 for never.
 */
public final class PatientState {

    /** The monitors that watch the patient, by device. */
    public Map<String, MonitorState> monitors = new HashMap<>();

    // ---- The course -----------------------------------------------------------------------------------------------

    public Samples hrSamples = new Samples();
    public Samples spo2Samples = new Samples();
    public Samples rrSamples = new Samples();

    public Minutes hrMinutes = new Minutes();
    public Minutes spo2Minutes = new Minutes();
    public Minutes rrMinutes = new Minutes();

    /** Systolic pressures; a minute has one, as a rule. */
    public Minutes sysMinutes = new Minutes();

    public Minutes tempMinutes = new Minutes();

    // ---- What staff told ------------------------------------------------------------------------------------------

    public @Nullable Acvpu acvpu;
    public long acvpuAt;
    public @Nullable Boolean onOxygen;
    public long onOxygenAt;

    // ---- What was concluded ---------------------------------------------------------------------------------------

    /** Ranges of what is made of several vitals, by {@link Watch}. */
    public Map<String, Band> bands = new HashMap<>();

    /** Whether the last cuff measurement was as in shock, until when that counts; 0 if it was not. */
    public long shockUntil;

    /** Whether the last systolic pressure was too low for a clamp, until when that counts; 0 if it was not. */
    public long hypotensiveUntil;

    /** Since when vital signs have moved the wrong way; 0 while they have not. */
    public long worseningSince;

    /** The newest measurement since which they have shifted as in a reaction; 0 while they have not. */
    public long shiftedSince;

    /** The newest measurement since which breathing has got worse; 0 while it has not. */
    public long breathingWorseSince;

    /** What is kept for the scores. */
    public ScoreState scores = new ScoreState();

    /** What is kept to predict a risk; null where nothing is. */
    public @Nullable RiskState risk;

    /** The instant for which a score is due, or null. */
    public @Nullable Long scoreDue;

    /** Which limits were said to be open, empty if none. */
    public String limitsOpen = "";

    /** When that was last looked at. */
    public long limitsLookedAt;

    public PatientState() {}

    /** The state of a monitor. */
    MonitorState monitor(String deviceId) {
        return monitors.computeIfAbsent(deviceId, id -> new MonitorState());
    }

    /** The newest value of a vital that any monitor gave, if it is not too old, else null. */
    @Nullable
    Double fresh(Vital vital, long now, long maxAgeMs) {
        MonitorState newest = newest(vital);
        return newest == null ? null : newest.fresh(vital, now, maxAgeMs);
    }

    /** The monitor that measured a vital last, or null. */
    @Nullable
    MonitorState newest(Vital vital) {
        MonitorState newest = null;
        for (MonitorState monitor : monitors.values()) {
            if (monitor.has(vital) && (newest == null || monitor.at(vital) > newest.at(vital))) {
                newest = monitor;
            }
        }
        return newest;
    }

    /** The last score: the least that it can be; null before the first. */
    public @Nullable Integer lastNews2() {
        return scores.last < 0 ? null : (Integer) scores.last;
    }
}
