package io.wardstream.bench.scoreboard.vitals;

/** What a body does that can be measured, and how it wanders by itself. */
enum Vital {
    /** Heart rate, /min. */
    HR(0, 4, 720, 2.2, 20),
    /** Saturation, %. */
    SPO2(1, 0.5, 600, 0.35, 20),
    /** Respiration, /min. */
    RR(2, 0.9, 600, 0.7, 30),
    /** Systolic pressure, mmHg. */
    SYS(3, 5, 1_200, 3, 40),
    /** Diastolic pressure, mmHg. */
    DIA(4, 3, 1_200, 2, 40),
    /** Temperature, °C. */
    TEMP(5, 0.1, 7_200, 0, 60);

    private final int slot;
    private final double slowSd;
    private final double slowS;
    private final double fastSd;
    private final double fastS;

    Vital(int slot, double slowSd, double slowS, double fastSd, double fastS) {
        this.slot = slot;
        this.slowSd = slowSd;
        this.slowS = slowS;
        this.fastSd = fastSd;
        this.fastS = fastS;
    }

    /** Its place in arrays. */
    int slot() {
        return slot;
    }

    double slowSd() {
        return slowSd;
    }

    double slowS() {
        return slowS;
    }

    double fastSd() {
        return fastSd;
    }

    double fastS() {
        return fastS;
    }
}
