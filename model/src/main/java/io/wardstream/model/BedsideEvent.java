package io.wardstream.model;

import org.jspecify.annotations.Nullable;

/**
 * The one type of event that enters the safety job: a message of a bedside device, identified, and stamped with the
 * time at which the broker took it. Exactly one of the parts {@code infusion}, {@code vitals}, {@code care},
 * {@code clamp}, {@code presence} and {@code tick} is present; only what a cuff does to one line ({@link #cuffOn}) has
 * none of them.
 *
 * <p>{@code deviceId}, {@code boot} and {@code seq} identify the message; within one boot {@code seq} only grows. Two
 * events with the same identity are the same message delivered twice.
 *
 * @param deviceId the device that spoke
 * @param boot the device's boot; a new one begins a new count of {@code seq}
 * @param seq the device's running number of the message
 * @param acceptedAt event time: when the broker took the message, to within a tick of the ward clock, never too late
 * @param measuredAt the device's own time of the measurement, or null if it has no clock; it may be wrong
 * @param ward the ward, as a code
 * @param bed the bed, as a code, or null while the device stands nowhere
 * @param lineId the infusion line that the device serves
 * @param patientId the patient that the device serves, a pseudonym
 * @param infusion a load cell's reading
 * @param vitals a monitor's reading
 * @param care what staff did
 * @param clamp a clamp's word
 * @param presence a device's word that it is there or gone
 * @param tick a beat of the ward clock
 * @param batteryPct what is left in the device's battery, in %, or null if it did not say
 * @param cuff what a monitor's cuff presses on, beside {@code vitals} that say whether it runs; or null
 */
public record BedsideEvent(
        String deviceId,
        String boot,
        long seq,
        @Time long acceptedAt,
        @Time @Nullable Long measuredAt,
        String ward,
        @Nullable String bed,
        @Nullable String lineId,
        @Nullable String patientId,
        @Nullable InfusionReading infusion,
        @Nullable VitalsReading vitals,
        @Nullable Care care,
        @Nullable ClampReport clamp,
        @Nullable Presence presence,
        @Nullable Tick tick,
        @Nullable Double batteryPct,
        @Nullable Cuff cuff) {

    /** An event that says nothing of a battery or a cuff. */
    public BedsideEvent(
            String deviceId,
            String boot,
            long seq,
            long acceptedAt,
            @Nullable Long measuredAt,
            String ward,
            @Nullable String bed,
            @Nullable String lineId,
            @Nullable String patientId,
            @Nullable InfusionReading infusion,
            @Nullable VitalsReading vitals,
            @Nullable Care care,
            @Nullable ClampReport clamp,
            @Nullable Presence presence,
            @Nullable Tick tick) {
        this(
                deviceId,
                boot,
                seq,
                acceptedAt,
                measuredAt,
                ward,
                bed,
                lineId,
                patientId,
                infusion,
                vitals,
                care,
                clamp,
                presence,
                tick,
                null,
                null);
    }

    /** The {@code deviceId} of the ward clock's own records. */
    public static final String CLOCK = "ward-clock";

    /** A record of the ward clock. */
    public static BedsideEvent tick(long through) {
        return new BedsideEvent(
                CLOCK, "0", 0, through, null, "", null, null, null, null, null, null, null, null, new Tick(through));
    }

    /** Whether this is a beat of the ward clock and no message of a device. */
    public boolean isTick() {
        return tick != null;
    }

    /**
     * What this event is about: vital signs are about the patient, everything else about the line, if there is one; a
     * device that serves nobody speaks for itself. All events of one subject are assessed together and in order.
     */
    public Subject subject() {
        String key;
        if (vitals != null) {
            key = patientId != null ? Subject.patientKey(patientId) : Subject.deviceKey(deviceId);
        } else if (lineId != null) {
            key = Subject.lineKey(lineId);
        } else if (patientId != null) {
            key = Subject.patientKey(patientId);
        } else {
            key = Subject.deviceKey(deviceId);
        }
        return new Subject(key, ward, bed, lineId, patientId, deviceId);
    }

    /** The key of the event's record in the log: the patient if there is one, else the device. */
    public String logKey() {
        return patientId != null ? patientId : deviceId;
    }

    /**
     * This event with other words for where it was: used when staff's action concerns another subject than its device.
     */
    public BedsideEvent at(@Nullable String otherLineId, @Nullable String otherPatientId) {
        return new BedsideEvent(
                deviceId,
                boot,
                seq,
                acceptedAt,
                measuredAt,
                ward,
                bed,
                otherLineId,
                otherPatientId,
                infusion,
                vitals,
                care,
                clamp,
                presence,
                tick,
                batteryPct,
                cuff);
    }

    /** Whether this tells a line of a cuff: see {@link #cuffOn}. */
    public boolean isOfCuff() {
        return cuff != null && vitals == null;
    }

    /** What this event's cuff does to one of the lines that it presses on: an event of that line, at the same time. */
    public BedsideEvent cuffOn(String pressedLineId) {
        return new BedsideEvent(
                deviceId,
                boot,
                seq,
                acceptedAt,
                measuredAt,
                ward,
                bed,
                pressedLineId,
                patientId,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                cuff);
    }
}
