package io.wardstream.sim.story;

import io.wardstream.model.BagClass;
import io.wardstream.model.ClampPolicy;
import io.wardstream.model.Limb;
import io.wardstream.model.Subject;

/**
 * What never changes about a bed, drawn from the seed.
 *
 * @param bed the bed, as a code
 * @param ward the ward, as a code
 * @param patientId the patient, a pseudonym
 * @param bagClass what runs in the line
 * @param bagMl the nominal content of its bags
 * @param tareG an empty bag with its set
 * @param densityGPerMl the fluid's density
 * @param rateMlPerHour the ordered rate, with a full bag
 * @param lineLimb the arm that the line runs into
 * @param cuffLimb the arm with the monitor's cuff
 * @param firstInfusion the story of its first infusion chapter
 * @param firstVitals the story of its first vitals chapter
 */
public record BedFacts(
        String bed,
        String ward,
        String patientId,
        BagClass bagClass,
        double bagMl,
        double tareG,
        double densityGPerMl,
        double rateMlPerHour,
        Limb lineLimb,
        Limb cuffLimb,
        InfusionStory firstInfusion,
        VitalsStory firstVitals) {

    /** The infusion line. */
    public String lineId() {
        return "L-" + bed;
    }

    /** The load cell with its clamp. */
    public String scaleId() {
        return "scale-" + bed;
    }

    /** The vital-sign monitor. */
    public String monitorId() {
        return "monitor-" + bed;
    }

    /** The terminal of a ward. */
    public static String terminalId(String ward) {
        return "terminal-" + ward;
    }

    /** Whether the system may close the line's clamp. */
    public boolean mayBeClosed() {
        return bagClass.defaultPolicy() == ClampPolicy.AUTO_CLOSE;
    }

    /** Whether the cuff holds up the drip while it is inflated. */
    public boolean cuffOnLine() {
        return cuffLimb == lineLimb;
    }

    /** The arm with the oximeter's sensor: never the one with the cuff. */
    public Limb spo2Limb() {
        return otherArm(cuffLimb);
    }

    /** The other arm. */
    public static Limb otherArm(Limb arm) {
        return arm == Limb.LEFT_ARM ? Limb.RIGHT_ARM : Limb.LEFT_ARM;
    }

    String line() {
        return Subject.lineKey(lineId());
    }

    String patient() {
        return Subject.patientKey(patientId);
    }
}
