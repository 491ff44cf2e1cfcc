package io.wardstream.sim.truth;

import io.wardstream.model.AlarmEvent;
import io.wardstream.model.Subject;
import java.util.Set;

/** The patterns that the truth speaks of, by the ids that alarms carry, and whom each of them is about. */
public final class Patterns {

    /** A bag is low. About the line. */
    public static final String LOW_LEVEL = "LowLevel";
    /**
     * A bag is low and nobody came. About the line. It escalates the alarm of {@link #LOW_LEVEL} and closes the clamp;
     * so it is never raised, and its truth is what the clamp does.
     */
    public static final String UNATTENDED_LOW_LEVEL = "UnattendedLowLevel";
    /** A clamp should have been closed and was not, because policy or old data forbade it. About the line. */
    public static final String CLAMP_WITHHELD = "ClampWithheld";
    /** A clamp was told to close and did not. About the line. */
    public static final String CLAMP_FAULT = "ClampFault";
    /**
     * Nothing flows although the bag is not empty. About the line. No story lets it come to that but a closed clamp.
     */
    public static final String NO_FLOW = "NoFlow";
    /** A cuff presses on the limb of the line. About the line. */
    public static final String SAME_LIMB_CUFF = "SameLimbCuff";
    /** Nothing was heard of a device. About the device. */
    public static final String DEVICE_SILENT = "DeviceSilent";
    /** Oxygen saturation below its limit. About the patient. */
    public static final String SPO2_LOW = "Spo2Low";
    /** Heart rate out of its limits. About the patient. */
    public static final String HEART_RATE_OUT_OF_RANGE = "HeartRateOutOfRange";
    /** The early-warning score is high. About the patient. */
    public static final String NEWS2_HIGH = "News2High";

    private static final Set<String> LINE =
            Set.of(LOW_LEVEL, UNATTENDED_LOW_LEVEL, CLAMP_WITHHELD, CLAMP_FAULT, NO_FLOW, SAME_LIMB_CUFF);
    private static final Set<String> PATIENT = Set.of(SPO2_LOW, HEART_RATE_OUT_OF_RANGE, NEWS2_HIGH);

    private Patterns() {}

    /** Whether the truth knows when this pattern must hold. */
    public static boolean isKnown(String pattern) {
        return LINE.contains(pattern) || PATIENT.contains(pattern) || DEVICE_SILENT.equals(pattern);
    }

    /**
     * Whom an alarm is about, as a subject's key. An alarm may have been found under another key than that of what it
     * is about (a silent scale under its line's), so the pattern decides which of its subject's names counts.
     */
    public static String about(AlarmEvent alarm) {
        Subject subject = alarm.subject();
        String line = subject.lineId();
        String patient = subject.patientId();
        String device = subject.deviceId();
        if (LINE.contains(alarm.pattern()) && line != null) {
            return Subject.lineKey(line);
        }
        if (PATIENT.contains(alarm.pattern()) && patient != null) {
            return Subject.patientKey(patient);
        }
        if (DEVICE_SILENT.equals(alarm.pattern()) && device != null) {
            return Subject.deviceKey(device);
        }
        return subject.key();
    }
}
