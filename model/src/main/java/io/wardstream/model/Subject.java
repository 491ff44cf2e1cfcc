package io.wardstream.model;

import org.jspecify.annotations.Nullable;

/**
 * Whom or what something is about, and where: the key under which it is assessed, and every name that goes with it.
 *
 * @param key {@code line:…}, {@code patient:…} or {@code device:…}
 * @param ward the ward, as a code
 * @param bed the bed, as a code
 * @param lineId the infusion line
 * @param patientId the patient, a pseudonym
 * @param deviceId the device that spoke
 */
public record Subject(
        String key,
        String ward,
        @Nullable String bed,
        @Nullable String lineId,
        @Nullable String patientId,
        @Nullable String deviceId) {

    /** The key of an infusion line. */
    public static String lineKey(String lineId) {
        return "line:" + lineId;
    }

    /** The key of a patient. */
    public static String patientKey(String patientId) {
        return "patient:" + patientId;
    }

    /** The key of a device that stands for itself. */
    public static String deviceKey(String deviceId) {
        return "device:" + deviceId;
    }
}
