package io.wardstream.jobs.safety.vitals;

import io.wardstream.model.VitalsReading;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The vital signs that are measured. Their places are part of the state's format. */
enum Vital {
    HR(0, VitalsReading::hrBpm),
    PULSE(1, VitalsReading::pulseBpm),
    SPO2(2, VitalsReading::spo2Pct),
    RR(3, VitalsReading::rrPerMin),
    SYS(4, VitalsReading::sysMmHg),
    DIA(5, VitalsReading::diaMmHg),
    MEAN(6, VitalsReading::meanMmHg),
    TEMP(7, VitalsReading::tempC),
    FIO2(8, VitalsReading::fio2Pct);

    static final int COUNT = values().length;

    private final int slot;
    private final Function<VitalsReading, @Nullable Double> in;

    Vital(int slot, Function<VitalsReading, @Nullable Double> in) {
        this.slot = slot;
        this.in = in;
    }

    /** Its place in the arrays of the state; for good. */
    int slot() {
        return slot;
    }

    /** Whether a cuff measures it: seldom, and monitors go on telling it meanwhile. */
    boolean byCuff() {
        return this == SYS || this == DIA || this == MEAN;
    }

    /** Its value in a reading, or null. */
    @Nullable
    Double in(VitalsReading reading) {
        return in.apply(reading);
    }
}
