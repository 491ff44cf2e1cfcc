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

        @Nullable Boolean cuffRunning) {

    /** A reading without any value, to start from. */
    public static final VitalsReading NONE = new VitalsReading(null, null, null, null, null, null, null, null, null);

    /** A reading that says nothing of the cuff. */
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
        this(hrBpm, pulseBpm, spo2Pct, rrPerMin, sysMmHg, diaMmHg, meanMmHg, tempC, fio2Pct, null);
    }

    /** Whether it says nothing at all. */
    public boolean isEmpty() {
        return equals(NONE);
    }

    /** This reading with another heart rate. */
    public VitalsReading withHrBpm(@Nullable Double value) {
        return new VitalsReading(
                value, pulseBpm, spo2Pct, rrPerMin, sysMmHg, diaMmHg, meanMmHg, tempC, fio2Pct, cuffRunning);
    }

    /** This reading with another pulse rate. */
    public VitalsReading withPulseBpm(@Nullable Double value) {
        return new VitalsReading(
                hrBpm, value, spo2Pct, rrPerMin, sysMmHg, diaMmHg, meanMmHg, tempC, fio2Pct, cuffRunning);
    }

    /** This reading with another saturation. */
    public VitalsReading withSpo2Pct(@Nullable Double value) {
        return new VitalsReading(
                hrBpm, pulseBpm, value, rrPerMin, sysMmHg, diaMmHg, meanMmHg, tempC, fio2Pct, cuffRunning);
    }

    /** This reading with another respiration rate. */
    public VitalsReading withRrPerMin(@Nullable Double value) {
        return new VitalsReading(
                hrBpm, pulseBpm, spo2Pct, value, sysMmHg, diaMmHg, meanMmHg, tempC, fio2Pct, cuffRunning);
    }

    /** This reading with another systolic pressure. */
    public VitalsReading withSysMmHg(@Nullable Double value) {
        return new VitalsReading(
                hrBpm, pulseBpm, spo2Pct, rrPerMin, value, diaMmHg, meanMmHg, tempC, fio2Pct, cuffRunning);
    }

    /** This reading with another diastolic pressure. */
    public VitalsReading withDiaMmHg(@Nullable Double value) {
        return new VitalsReading(
                hrBpm, pulseBpm, spo2Pct, rrPerMin, sysMmHg, value, meanMmHg, tempC, fio2Pct, cuffRunning);
    }

    /** This reading with another mean pressure. */
    public VitalsReading withMeanMmHg(@Nullable Double value) {
        return new VitalsReading(
                hrBpm, pulseBpm, spo2Pct, rrPerMin, sysMmHg, diaMmHg, value, tempC, fio2Pct, cuffRunning);
    }

    /** This reading with another temperature. */
    public VitalsReading withTempC(@Nullable Double value) {
        return new VitalsReading(
                hrBpm, pulseBpm, spo2Pct, rrPerMin, sysMmHg, diaMmHg, meanMmHg, value, fio2Pct, cuffRunning);
    }

    /** This reading with another inspired oxygen fraction. */
    public VitalsReading withFio2Pct(@Nullable Double value) {
        return new VitalsReading(
                hrBpm, pulseBpm, spo2Pct, rrPerMin, sysMmHg, diaMmHg, meanMmHg, tempC, value, cuffRunning);
    }

    /** This reading with another word on the cuff. */
    public VitalsReading withCuffRunning(@Nullable Boolean value) {
        return new VitalsReading(hrBpm, pulseBpm, spo2Pct, rrPerMin, sysMmHg, diaMmHg, meanMmHg, tempC, fio2Pct, value);
    }
}
