package io.wardstream.model;

import org.jspecify.annotations.Nullable;

/**
 * Which device serves which line, bed and patient, since when. Compacted by {@code deviceId}: the newest entry of a
 * device holds.
 *
 * @param deviceId the device, as in its topics and its MQTT user name
 * @param kind what it is
 * @param ward the ward, as a code
 * @param bed the bed, or null while it stands nowhere
 * @param lineId the infusion line; for a load cell or a clamp without one, its own id
 * @param patientId the patient, a pseudonym, or null while it serves nobody
 * @param since since when this holds
 * @param bagClass what runs in the line
 * @param clampPolicy whether the clamp may be closed, or null for the bag class's default; a clamp with a foreign
 *     profile may be closed only if this says so, whatever is in the bag
 * @param bagMl the bag's nominal content
 * @param tareG mass of the empty bag and the set on the hook, in grams
 * @param densityGPerMl density of the fluid; 1.005 for NaCl 0.9 % at 20 °C
 * @param retired whether the device no longer belongs to the ward
 * @param profile how it is understood, or null if it speaks our language
 * @param limb the limb on which the device meets the patient, or null if nobody said: for a load cell or a clamp the
 *     one that its line runs into, for a monitor the one with its cuff
 * @param spo2Limb for a monitor: the limb with its oximeter's sensor, or null if nobody said
 */
public record RegistryEntry(
        String deviceId,
        DeviceKind kind,
        String ward,
        @Nullable String bed,
        @Nullable String lineId,
        @Nullable String patientId,
        @Time long since,
        @Nullable BagClass bagClass,
        @Nullable ClampPolicy clampPolicy,
        @Nullable Double bagMl,
        @Nullable Double tareG,
        @Nullable Double densityGPerMl,
        @Nullable Boolean retired,
        @Nullable DeviceProfile profile,
        @Nullable Limb limb,
        @Nullable Limb spo2Limb) {

    /** The default mass of an empty bag with its set: bag 10–40 g, set and chamber 15–25 g. */
    public static final double DEFAULT_TARE_G = 45;

    /** The default density: water at 20 °C to within 1 % of the crystalloids. */
    public static final double DEFAULT_DENSITY_G_PER_ML = 1.005;

    /** An entry of a device that speaks our language, on no limb that is known. */
    public RegistryEntry(
            String deviceId,
            DeviceKind kind,
            String ward,
            @Nullable String bed,
            @Nullable String lineId,
            @Nullable String patientId,
            long since,
            @Nullable BagClass bagClass,
            @Nullable ClampPolicy clampPolicy,
            @Nullable Double bagMl,
            @Nullable Double tareG,
            @Nullable Double densityGPerMl,
            @Nullable Boolean retired) {
        this(
                deviceId,
                kind,
                ward,
                bed,
                lineId,
                patientId,
                since,
                bagClass,
                clampPolicy,
                bagMl,
                tareG,
                densityGPerMl,
                retired,
                null,
                null,
                null);
    }

    /** This entry with another profile. */
    public RegistryEntry withProfile(@Nullable DeviceProfile other) {
        return with(other, limb, spo2Limb);
    }

    /** This entry on other limbs. */
    public RegistryEntry withLimbs(@Nullable Limb otherLimb, @Nullable Limb otherSpo2Limb) {
        return with(profile, otherLimb, otherSpo2Limb);
    }

    private RegistryEntry with(
            @Nullable DeviceProfile otherProfile, @Nullable Limb otherLimb, @Nullable Limb otherSpo2Limb) {
        return new RegistryEntry(
                deviceId,
                kind,
                ward,
                bed,
                lineId,
                patientId,
                since,
                bagClass,
                clampPolicy,
                bagMl,
                tareG,
                densityGPerMl,
                retired,
                otherProfile,
                otherLimb,
                otherSpo2Limb);
    }

    /** Whether the device does not speak our language. */
    public boolean foreign() {
        return profile != null && profile.foreign();
    }

    /**
     * Whether the line's clamp may be closed: the entry's own policy, else its bag class's, else no. A foreign clamp
     * cannot refuse a command that is late, repeated or from a process that should be dead, so no bag class allows it
     * by itself.
     */
    public ClampPolicy effectiveClampPolicy() {
        if (clampPolicy != null) {
            return clampPolicy;
        }
        if (foreign()) {
            return ClampPolicy.ALERT_ONLY;
        }
        return bagClass != null ? bagClass.defaultPolicy() : ClampPolicy.ALERT_ONLY;
    }

    /**
     * The line that the device serves: as registered, else its own id if it weighs or clamps. A monitor serves a
     * patient, whatever line was registered with it: all that it says is judged under the patient, and so is its
     * silence.
     */
    public @Nullable String effectiveLineId() {
        return kind == DeviceKind.MONITOR ? null : namedLineId();
    }

    /**
     * The line that the entry speaks of, as {@link #effectiveLineId()}, and a monitor's too: an entry that names a line
     * and a patient says that the one runs into the other.
     */
    public @Nullable String namedLineId() {
        if (lineId != null) {
            return lineId;
        }
        return kind.weighs() || kind.hasClamp() ? deviceId : null;
    }

    /** The key of the subject under which the device's presence is watched: its line, else its patient, else itself. */
    public String homeKey() {
        String line = effectiveLineId();
        if (line != null) {
            return Subject.lineKey(line);
        }
        return patientId != null ? Subject.patientKey(patientId) : Subject.deviceKey(deviceId);
    }

    /** Fluid left in the bag, in mL, when the hook carries {@code massG} grams; negative below tare. */
    public double levelMl(double massG) {
        return (massG - effectiveTareG()) / effectiveDensityGPerMl();
    }

    /** What the hook carries, in grams, when {@code levelMl} mL are left in the bag. */
    public double massG(double levelMl) {
        return levelMl * effectiveDensityGPerMl() + effectiveTareG();
    }

    private double effectiveTareG() {
        return tareG != null ? tareG : DEFAULT_TARE_G;
    }

    private double effectiveDensityGPerMl() {
        return densityGPerMl != null ? densityGPerMl : DEFAULT_DENSITY_G_PER_ML;
    }

    /** Whether the device belongs to the ward. */
    public boolean active() {
        return retired == null || !retired;
    }
}
