package io.wardstream.bench.scoreboard.vitals;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happens to a patient: one of these after the other, with healthy time between. */
enum Label {
    /** Nothing. */
    WELL("well", null),

    // ---- Deteriorations: of each, what has to find it -------------------------------------------------------------

    SPO2_LOW("saturation low", Expected.SPO2_LOW),
    DESATURATION_SLOW("desaturation, slow", Expected.DESATURATION),
    DESATURATION_FAST("desaturation, fast", Expected.DESATURATION),
    SPO2_CRITICAL("saturation critical", Expected.SPO2_CRITICAL),
    /** With cold hands: the oximeter says that its signal is poor, and is right all the same. */
    SPO2_CRITICAL_COLD("critical, cold hands", Expected.SPO2_CRITICAL),
    TACHYCARDIA("tachycardia", Expected.HR_RANGE),
    TACHYCARDIA_EXTREME("tachycardia extreme", Expected.HR_EXTREME),
    BRADYCARDIA("bradycardia", Expected.HR_RANGE),
    BRADYCARDIA_EXTREME("bradycardia extreme", Expected.HR_EXTREME),
    /** The ECG's electrodes are off when it begins: only the pulse shows it. */
    BRADYCARDIA_BY_PULSE("bradycardia, no ECG", Expected.HR_EXTREME),
    ASYSTOLE("asystole", Expected.ARREST),
    APNOEA("apnoea", Expected.APNOEA),
    RR_HIGH("respiration fast", Expected.RR_RANGE),
    RR_HIGH_EXTREME("respiration very fast", Expected.RR_EXTREME),
    RR_LOW("respiration slow", Expected.RR_RANGE),
    RR_LOW_EXTREME("respiration very slow", Expected.RR_EXTREME),
    HYPOTENSION("hypotension", Expected.SYS_RANGE),
    HYPOTENSION_EXTREME("hypotension extreme", Expected.SYS_EXTREME),
    HYPERTENSION("hypertension", Expected.SYS_RANGE),
    HYPERTENSION_EXTREME("hypertension extreme", Expected.SYS_EXTREME),
    MEAN_LOW("mean pressure low", Expected.MEAN_LOW),
    MEAN_VERY_LOW("mean very low", Expected.MEAN_VERY_LOW),
    SHOCK("shock index", Expected.SHOCK_INDEX_VERY_HIGH),
    BRAIN("pressure on the brain", Expected.CUSHING),
    FEVER("fever", Expected.TEMP_RANGE),
    FEVER_HIGH("fever, high", Expected.TEMP_EXTREME),
    HYPOTHERMIA("hypothermia", Expected.TEMP_EXTREME),
    SEPSIS("sepsis", Expected.EMERGENCY),
    OPIOID("opioid", Expected.DEPRESSION),
    /** Several vitals over hours, none of them extreme. */
    DECLINE("decline", Expected.EMERGENCY),
    DECLINE_MILD("decline, mild", Expected.URGENT),

    // ---- Artefacts: the patient is well ---------------------------------------------------------------------------

    MOTION("motion", null),
    PROBE_OFF("probe off, said", Expected.SENSOR_OFF),
    PROBE_OFF_UNSAID("probe off, unsaid", Expected.SENSOR_OFF),
    LEAD_OFF_ZERO("lead off: HR 0", Expected.SENSOR_OFF),
    LEAD_OFF_ABSENT("lead off: no HR", Expected.SENSOR_OFF),
    CUFF_ON_SENSOR("cuff on sensor's limb", null),
    /** Systolic, mean and diastolic contradict each other; the monitor measures again at once. */
    CUFF_CONTRADICTORY("cuff contradictory", null),
    /** Far off, once; the monitor measures again at once. */
    CUFF_JUMP("cuff jumps", null),
    /** Far off, once, and nobody measures again until the next time. */
    CUFF_JUMP_LEFT("cuff jumps, not repeated", null),
    TEMP_PROBE_OUT("temperature probe out", null),
    FAHRENHEIT("Fahrenheit", null),
    SENTINELS("sentinels", null),
    FROZEN("frozen rate", Expected.FROZEN),
    /** For less than half a minute. */
    NO_BREATH_COUNTED("respiration 0, short", null),
    /** For 35 to 58 s: clinicians were told that this is said. */
    NO_BREATH_COUNTED_LONG("respiration 0, longer", null),
    VALUES_MISSING("values missing", null),
    VITAL_MISSING("one vital missing", null);

    private static final Set<Label> ARTEFACTS = EnumSet.range(MOTION, VITAL_MISSING);

    private final String words;
    private final @Nullable Expected main;

    Label(String words, @Nullable Expected main) {
        this.words = words;
        this.main = main;
    }

    String words() {
        return words;
    }

    /** What has to find it; null if there is nothing to find. */
    @Nullable
    Expected main() {
        return main;
    }

    /** Whether the patient is well and a device is not. */
    boolean artefact() {
        return ARTEFACTS.contains(this);
    }
}
