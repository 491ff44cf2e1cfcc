package io.wardstream.model;

import org.jspecify.annotations.Nullable;

/**
 * The vital signs that a monitor measured since its last message. A vital that was not measured is absent; it is never
 * 0. Zero heart rate and zero respiration are honest values: the assessors decide whether they mean a lead off or an
 * arrest.
 *
 * <p>The ranges are those in which a device can be right (MIMIC-code {@code vitalsign.sql}: heart rate up to 300,
 * pressures up to 400 and 300, respiration up to 70, temperature 10 to 50 °C, saturation up to 100 %), not limits of
 * health.
 *
 * @param cuffRunning whether the cuff is measuring and so inflated; false when it is over, null if the monitor does not
 *     say
 * @param ecgOff whether an electrode of the ECG is off; null if the monitor does not say
 * @param spo2Off whether the oximeter's probe is off the finger; null if the monitor does not say
 */
public record VitalsReading(
        @Measure(unit = "/min", min = 0, max = 300, loinc = "8867-4", mdc = 147842, meaning = "heart rate from the ECG")
        @Nullable
        Double hrBpm,

        @Measure(
                unit = "/min",
                min = 0,
                max = 300,
                loinc = "8867-4",
                mdc = 149530,
                meaning = "pulse rate from the oximeter")
        @Nullable
        Double pulseBpm,

        @Measure(
                unit = "%",
                min = 0,
                max = 100,
                loinc = "59408-5",
                mdc = 150456,
                meaning = "oxygen saturation by pulse oximetry")
        @Nullable
        Double spo2Pct,

        @Measure(unit = "/min", min = 0, max = 70, loinc = "9279-1", mdc = 151562, meaning = "respiration rate")
        @Nullable
        Double rrPerMin,

        @Measure(
                unit = "mm[Hg]",
                min = 1,
                max = 400,
                loinc = "8480-6",
                mdc = 150021,
                meaning = "systolic blood pressure, cuff")
        @Nullable
        Double sysMmHg,

        @Measure(
                unit = "mm[Hg]",
                min = 1,
                max = 300,
                loinc = "8462-4",
                mdc = 150022,
                meaning = "diastolic blood pressure, cuff")
        @Nullable
        Double diaMmHg,

        @Measure(
                unit = "mm[Hg]",
                min = 1,
                max = 300,
                loinc = "8478-0",
                mdc = 150023,
                meaning = "mean blood pressure as the cuff measured it")
        @Nullable
        Double meanMmHg,

        @Measure(unit = "Cel", min = 10, max = 50, loinc = "8310-5", mdc = 150344, meaning = "body temperature")
        @Nullable
        Double tempC,

        @Measure(unit = "%", min = 21, max = 100, loinc = "3150-6", meaning = "oxygen in the air that is breathed in")
        @Nullable
        Double fio2Pct,

        @Nullable Boolean cuffRunning,

        @Measure(
                unit = "%",
                min = 0,
                max = 100,
                loinc = "61006-3",
                mdc = 150488,
                meaning = "perfusion index: how much of the oximeter's light pulsates")
        @Nullable
        Double perfusionPct,

        @Measure(unit = "1", min = 0, max = 1, meaning = "quality of the oximeter's signal, from 0 to 1") @Nullable
        Double quality,

        @Nullable Boolean ecgOff,
        @Nullable Boolean spo2Off) {

    /** A reading without any value, to start from. */
    public static final VitalsReading NONE = new VitalsReading(null, null, null, null, null, null, null, null, null);

    private static final int NUMBERS = 11;
    private static final int FLAGS = 3;

    /** A reading of the nine vitals, that says nothing of cuff and signal. */
    public VitalsReading(
            @Nullable Double hrBpm,
            @Nullable Double pulseBpm,
            @Nullable Double spo2Pct,
            @Nullable Double rrPerMin,
            @Nullable Double sysMmHg,
            @Nullable Double diaMmHg,
            @Nullable Double meanMmHg,
            @Nullable Double tempC,
            @Nullable Double fio2Pct) {
        this(
                hrBpm, pulseBpm, spo2Pct, rrPerMin, sysMmHg, diaMmHg, meanMmHg, tempC, fio2Pct, null, null, null, null,
                null);
    }

    /**
     * A reading of what was read, in the order of the components.
     *
     * @param numbers all numbers; null where there is none
     * @param flags all that is true or false; null where it was not said
     */
    public static VitalsReading of(@Nullable Double[] numbers, @Nullable Boolean[] flags) {
        if (numbers.length != NUMBERS || flags.length != FLAGS) {
            throw new IllegalArgumentException(numbers.length + " numbers and " + flags.length + " flags");
        }
        return new VitalsReading(
                numbers[0],
                numbers[1],
                numbers[2],
                numbers[3],
                numbers[4],
                numbers[5],
                numbers[6],
                numbers[7],
                numbers[8],
                flags[0],
                numbers[9],
                numbers[10],
                flags[1],
                flags[2]);
    }

    private @Nullable Double[] numbers() {
        return new @Nullable Double[] {
            hrBpm, pulseBpm, spo2Pct, rrPerMin, sysMmHg, diaMmHg, meanMmHg, tempC, fio2Pct, perfusionPct, quality
        };
    }

    private @Nullable Boolean[] flags() {
        return new @Nullable Boolean[] {cuffRunning, ecgOff, spo2Off};
    }

    private VitalsReading with(int number, @Nullable Double value) {
        @Nullable Double[] numbers = numbers();
        numbers[number] = value;
        return of(numbers, flags());
    }

    private VitalsReading withFlag(int flag, @Nullable Boolean value) {
        @Nullable Boolean[] flags = flags();
        flags[flag] = value;
        return of(numbers(), flags);
    }

    /** Whether it says nothing at all. */
    public boolean isEmpty() {
        return equals(NONE);
    }

    /** How many numbers and flags it says. */
    public int size() {
        int size = 0;
        for (Double number : numbers()) {
            size += number == null ? 0 : 1;
        }
        for (Boolean flag : flags()) {
            size += flag == null ? 0 : 1;
        }
        return size;
    }

    /** This reading, and of what it does not say what another says: a monitor does not tell every value every time. */
    public VitalsReading orElse(VitalsReading other) {
        @Nullable Double[] numbers = numbers();
        @Nullable Boolean[] flags = flags();
        @Nullable Double[] otherNumbers = other.numbers();
        @Nullable Boolean[] otherFlags = other.flags();
        for (int i = 0; i < NUMBERS; i++) {
            numbers[i] = numbers[i] != null ? numbers[i] : otherNumbers[i];
        }
        for (int i = 0; i < FLAGS; i++) {
            flags[i] = flags[i] != null ? flags[i] : otherFlags[i];
        }
        return of(numbers, flags);
    }

    /** This reading with another heart rate. */
    public VitalsReading withHrBpm(@Nullable Double value) {
        return with(0, value);
    }

    /** This reading with another pulse rate. */
    public VitalsReading withPulseBpm(@Nullable Double value) {
        return with(1, value);
    }

    /** This reading with another saturation. */
    public VitalsReading withSpo2Pct(@Nullable Double value) {
        return with(2, value);
    }

    /** This reading with another respiration rate. */
    public VitalsReading withRrPerMin(@Nullable Double value) {
        return with(3, value);
    }

    /** This reading with another systolic pressure. */
    public VitalsReading withSysMmHg(@Nullable Double value) {
        return with(4, value);
    }

    /** This reading with another diastolic pressure. */
    public VitalsReading withDiaMmHg(@Nullable Double value) {
        return with(5, value);
    }

    /** This reading with another mean pressure. */
    public VitalsReading withMeanMmHg(@Nullable Double value) {
        return with(6, value);
    }

    /** This reading with another temperature. */
    public VitalsReading withTempC(@Nullable Double value) {
        return with(7, value);
    }

    /** This reading with another inspired oxygen fraction. */
    public VitalsReading withFio2Pct(@Nullable Double value) {
        return with(8, value);
    }

    /** This reading with another perfusion index. */
    public VitalsReading withPerfusionPct(@Nullable Double value) {
        return with(9, value);
    }

    /** This reading with another quality of the oximeter's signal. */
    public VitalsReading withQuality(@Nullable Double value) {
        return with(10, value);
    }

    /** This reading with another word on the cuff. */
    public VitalsReading withCuffRunning(@Nullable Boolean value) {
        return withFlag(0, value);
    }

    /** This reading with another word on the ECG's electrodes. */
    public VitalsReading withEcgOff(@Nullable Boolean value) {
        return withFlag(1, value);
    }

    /** This reading with another word on the oximeter's probe. */
    public VitalsReading withSpo2Off(@Nullable Boolean value) {
        return withFlag(2, value);
    }
}
