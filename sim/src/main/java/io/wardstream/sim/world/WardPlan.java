package io.wardstream.sim.world;

import io.wardstream.model.BagClass;
import io.wardstream.model.DeviceKind;
import io.wardstream.model.Limb;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Subject;
import io.wardstream.model.Time;
import io.wardstream.sim.config.SimConfig;
import io.wardstream.sim.story.BedFacts;
import io.wardstream.sim.story.InfusionPlanner;
import io.wardstream.sim.story.InfusionStory;
import io.wardstream.sim.story.Prng;
import io.wardstream.sim.story.VitalsPlanner;
import io.wardstream.sim.story.VitalsStory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Everything about a ward that its seed decides before its time begins: beds, patients, devices, and with which stories
 * it opens. Which bed has which is drawn; that they are there is certain: from two beds on one whose clamp must close
 * and one that is helped in time, from six beds on also a clamp that must not be closed, a silent scale, a desaturation
 * and a patient with artefacts, from seven beds on a cuff on the arm of the line. One device has a clock that is some
 * seconds off.
 *
 * @param beds the beds in their order
 * @param skewedDevice the device with the wrong clock
 * @param skewMs how far it is ahead
 */
public record WardPlan(List<BedFacts> beds, String skewedDevice, long skewMs) {

    private static final InfusionStory[] OPENING_INFUSIONS = {
        InfusionStory.NOBODY_COMES,
        InfusionStory.ACKNOWLEDGED_IN_TIME,
        InfusionStory.WITHHELD_BY_POLICY,
        InfusionStory.SILENT,
        InfusionStory.QUIET,
        InfusionStory.QUIET,
        InfusionStory.QUIET
    };
    private static final VitalsStory[] OPENING_VITALS = {
        VitalsStory.STABLE,
        VitalsStory.STABLE,
        VitalsStory.STABLE,
        VitalsStory.STABLE,
        VitalsStory.DESATURATION,
        VitalsStory.ARTEFACT,
        VitalsStory.CUFF_ON_LINE
    };
    private static final double[] CRYSTALLOID_G_PER_ML = {1.005, 1.006, 1.018};

    public WardPlan {
        beds = List.copyOf(beds);
    }

    /** Draws a ward. */
    public static WardPlan of(SimConfig config) {
        int[] roles = roles(config);
        Set<String> patients = new HashSet<>();
        List<BedFacts> beds = new ArrayList<>();
        for (int i = 0; i < config.beds(); i++) {
            String ward = config.wards().get(i % config.wards().size());
            String bed =
                    String.format(Locale.ROOT, "%s%02d", ward.substring(0, 1).toLowerCase(Locale.ROOT), i + 1);
            beds.add(bed(config, bed, ward, roles[i], patients));
        }
        Prng prng = Prng.of(config.seed(), "wrong clock");
        BedFacts skewed = beds.get(prng.below(beds.size()));
        String device = prng.chance(0.5) ? skewed.scaleId() : skewed.monitorId();
        long skew = (prng.chance(0.5) ? 1 : -1) * prng.whole(2_000, 4_000);
        return new WardPlan(beds, device, skew);
    }

    /** Which bed opens with which story: places in the opening, or beyond its end for beds whose opening is drawn. */
    private static int[] roles(SimConfig config) {
        int beds = config.beds();
        int[] roles = new int[beds];
        for (int i = 0; i < beds; i++) {
            roles[i] = i;
        }
        Prng prng = Prng.of(config.seed(), "roles");
        for (int i = beds - 1; i > 0; i--) {
            int j = prng.below(i + 1);
            int other = roles[j];
            roles[j] = roles[i];
            roles[i] = other;
        }
        int certain = beds >= 6 ? Math.min(beds, OPENING_INFUSIONS.length) : Math.min(beds, 2);
        for (int i = 0; i < beds; i++) {
            roles[i] = roles[i] < certain ? roles[i] : OPENING_INFUSIONS.length;
        }
        return roles;
    }

    private static BedFacts bed(SimConfig config, String bed, String ward, int role, Set<String> patients) {
        Prng prng = Prng.of(config.seed(), "bed " + bed);
        String patient = patient(prng);
        while (!patients.add(patient)) {
            patient = patient(prng);
        }
        boolean drawn = role >= OPENING_INFUSIONS.length;
        boolean alertOnly = drawn ? prng.chance(1 / 8.0) : OPENING_INFUSIONS[role] == InfusionStory.WITHHELD_BY_POLICY;
        BagClass bagClass = alertOnly ? BagClass.VASOPRESSOR : BagClass.MAINTENANCE_CRYSTALLOID;
        double bagMl = alertOnly ? 250 : prng.chance(0.6) ? 500 : 1000;
        double tareG = Math.rint(prng.between(38, 60));
        double density = CRYSTALLOID_G_PER_ML[prng.below(CRYSTALLOID_G_PER_ML.length)];
        double rate = Math.rint(alertOnly ? prng.between(20, 40) : prng.between(60, 125));
        InfusionStory infusion = drawn ? InfusionPlanner.drawFirst(prng, !alertOnly) : OPENING_INFUSIONS[role];
        // From a stream of their own: limbs change nothing else about a bed.
        Prng limbs = Prng.of(config.seed(), "limbs " + bed);
        Limb line = limbs.chance(0.5) ? Limb.LEFT_ARM : Limb.RIGHT_ARM;
        boolean cuffOnLine = drawn ? limbs.chance(1 / 3.0) : OPENING_VITALS[role] == VitalsStory.CUFF_ON_LINE;
        Limb cuff = cuffOnLine ? line : BedFacts.otherArm(line);
        VitalsStory vitals = drawn ? VitalsPlanner.drawFirst(prng, cuffOnLine) : OPENING_VITALS[role];
        return new BedFacts(bed, ward, patient, bagClass, bagMl, tareG, density, rate, line, cuff, infusion, vitals);
    }

    private static String patient(Prng prng) {
        return String.format(Locale.ROOT, "P-%08x", prng.next() >>> 32);
    }

    /** Every device of the ward, as it is registered. */
    public List<RegistryEntry> registry(@Time long since) {
        List<RegistryEntry> entries = new ArrayList<>();
        for (BedFacts bed : beds) {
            RegistryEntry scale = new RegistryEntry(
                    bed.scaleId(),
                    DeviceKind.LOAD_CELL_WITH_CLAMP,
                    bed.ward(),
                    bed.bed(),
                    bed.lineId(),
                    bed.patientId(),
                    since,
                    bed.bagClass(),
                    null,
                    bed.bagMl(),
                    bed.tareG(),
                    bed.densityGPerMl(),
                    null);
            RegistryEntry monitor = new RegistryEntry(
                    bed.monitorId(),
                    DeviceKind.MONITOR,
                    bed.ward(),
                    bed.bed(),
                    null,
                    bed.patientId(),
                    since,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
            entries.add(scale.withLimbs(bed.lineLimb(), null));
            entries.add(monitor.withLimbs(bed.cuffLimb(), bed.spo2Limb()));
        }
        for (String ward : wards()) {
            entries.add(new RegistryEntry(
                    BedFacts.terminalId(ward),
                    DeviceKind.STAFF_TERMINAL,
                    ward,
                    null,
                    null,
                    null,
                    since,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null));
        }
        return entries;
    }

    /** The wards that have beds. */
    public List<String> wards() {
        return beds.stream().map(BedFacts::ward).distinct().toList();
    }

    /** The keys of all scales. */
    public List<String> scaleKeys() {
        return beds.stream().map(bed -> Subject.deviceKey(bed.scaleId())).toList();
    }

    /** The keys of all monitors. */
    public List<String> monitorKeys() {
        return beds.stream().map(bed -> Subject.deviceKey(bed.monitorId())).toList();
    }

    /** The keys of every line, patient and device. */
    public List<String> subjects() {
        List<String> keys = new ArrayList<>(scaleKeys());
        keys.addAll(monitorKeys());
        for (BedFacts bed : beds) {
            keys.add(Subject.lineKey(bed.lineId()));
            keys.add(Subject.patientKey(bed.patientId()));
        }
        for (String ward : wards()) {
            keys.add(Subject.deviceKey(BedFacts.terminalId(ward)));
        }
        return keys;
    }
}
