package io.wardstream.bench.scoreboard.infusions;

import org.jspecify.annotations.Nullable;

/** What is planned for one bag; what becomes of it depends on what the flow does. Mutable: the end moves. */
final class Bag {

    final Fault fault;

    /** What happens to the bag itself; another than {@link #fault} if that happens on the way. */
    final Fault happens;

    final double hungMl;
    final long hungAt;
    final long faultAt;

    /** Whether staff said that it hangs; then nobody knows how much it held. */
    final boolean said;

    /** When somebody comes and hangs the next one, at the latest. */
    long until;

    /** When the scale said that the level is low, by the level; null before. */
    @Nullable
    Long lowSaidAt;

    /** When it stopped because nothing was left; null before. */
    @Nullable
    Long dryAt;

    Bag(Fault fault, Fault happens, double hungMl, long hungAt, long faultAt, long until, boolean said) {
        this.fault = fault;
        this.happens = happens;
        this.hungMl = hungMl;
        this.hungAt = hungAt;
        this.faultAt = faultAt;
        this.until = until;
        this.said = said;
    }

    /** The level at which it counts as low: 50 mL, or 15 % of what was seen to hang there. */
    double lowMl() {
        return said ? 50 : Math.max(50, 0.15 * hungMl);
    }
}
