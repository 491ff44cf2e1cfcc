package io.wardstream.sim.world;

import io.wardstream.sim.story.Prng;

/** How often devices deliberately repeat themselves or talk nonsense, and the count of what clamps were told. */
final class Faults {
    private final double duplicateShare;
    private final double malformedShare;
    private long commandsReceived;
    private long commandsRefused;
    private long clampsClosed;

    Faults(double duplicateShare, double malformedShare) {
        this.duplicateShare = duplicateShare;
        this.malformedShare = malformedShare;
    }

    int copies(Prng prng) {
        return prng.chance(duplicateShare) ? 2 : 1;
    }

    boolean malformed(Prng prng) {
        return prng.chance(malformedShare);
    }

    void commandReceived() {
        commandsReceived++;
    }

    void commandRefused() {
        commandsRefused++;
    }

    void clampClosed() {
        clampsClosed++;
    }

    long commandsReceived() {
        return commandsReceived;
    }

    long commandsRefused() {
        return commandsRefused;
    }

    long clampsClosed() {
        return clampsClosed;
    }
}
