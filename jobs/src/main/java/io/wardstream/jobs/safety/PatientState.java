package io.wardstream.jobs.safety;

import org.jspecify.annotations.Nullable;

/** What is kept of a patient: the latest vitals and what was concluded from them. A POJO to Flink. */
public final class PatientState {

    public @Nullable VitalSlot hr;
    public @Nullable VitalSlot pulse;
    public @Nullable VitalSlot spo2;
    public @Nullable VitalSlot rr;
    public @Nullable VitalSlot sys;
    public @Nullable VitalSlot dia;
    public @Nullable VitalSlot mean;
    public @Nullable VitalSlot temp;
    public @Nullable VitalSlot fio2;

    /** Saturation against its limit. */
    public Band spo2Low = new Band();

    /** Heart rate against its upper limit. */
    public Band hrHigh = new Band();

    /** Heart rate against its lower limit. */
    public Band hrLow = new Band();

    /** How often the heart rate has been the same; null while it moves. */
    public @Nullable Sameness hrSame;

    /** How often the pulse rate has been the same; null while it moves. */
    public @Nullable Sameness pulseSame;

    /** Since when the score is high, or null while it is not. */
    public @Nullable Long news2HighSince;

    /** The last score: the total, or the least that it can be with what is missing; null before the first. */
    public @Nullable Integer lastNews2;

    /** The instant for which a score is due, or null. */
    public @Nullable Long scoreDue;

    public PatientState() {}
}
