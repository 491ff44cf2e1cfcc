package io.wardstream.model.wire;

import io.wardstream.model.Care;
import io.wardstream.model.ClampReport;
import io.wardstream.model.InfusionReading;
import io.wardstream.model.Measure;
import io.wardstream.model.Presence;
import io.wardstream.model.Time;
import io.wardstream.model.VitalsReading;
import org.jspecify.annotations.Nullable;

/**
 * One message of a bedside device in the native profile. Exactly one of the parts {@code infusion}, {@code vitals},
 * {@code care}, {@code clamp} and {@code presence} is present.
 *
 * @param deviceId the device; optional, because the topic names it, and equal to the topic's if present
 * @param boot names the device's boot: 1 to 32 of {@code A-Z a-z 0-9 . _ -}
 * @param seq counts up from 0 within the boot
 * @param measuredAt RFC 3339 time of the measurement by the device's own clock; absent if it has none
 * @param infusion a load cell's reading
 * @param vitals a monitor's reading
 * @param care what staff did
 * @param clamp a clamp's word
 * @param presence that the device is there or gone
 * @param batteryPct what is left in the device's battery; beside any part, absent if it has none or does not know
 */
public record DeviceMessage(
        @Nullable String deviceId,
        String boot,
        long seq,
        @Time @Nullable Long measuredAt,
        @Nullable InfusionReading infusion,
        @Nullable VitalsReading vitals,
        @Nullable Care care,
        @Nullable ClampReport clamp,
        @Nullable Presence presence,

        @Measure(unit = "%", min = 0, max = 100, mdc = 67996, meaning = "what is left in the device's battery")
        @Nullable
        Double batteryPct) {

    /** A message that says nothing of a battery. */
    public DeviceMessage(
            @Nullable String deviceId,
            String boot,
            long seq,
            @Nullable Long measuredAt,
            @Nullable InfusionReading infusion,
            @Nullable VitalsReading vitals,
            @Nullable Care care,
            @Nullable ClampReport clamp,
            @Nullable Presence presence) {
        this(deviceId, boot, seq, measuredAt, infusion, vitals, care, clamp, presence, null);
    }
}
