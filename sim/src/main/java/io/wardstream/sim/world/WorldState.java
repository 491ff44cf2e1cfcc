package io.wardstream.sim.world;

import io.wardstream.model.Time;
import java.util.List;

/**
 * A whole world at a moment, as it is written down to go on later.
 *
 * @param version of this shape: a world of another version is not read
 * @param identity the configuration that the world depends on
 * @param since when its devices were registered
 * @param boots how often its devices were switched on before
 * @param at the ward time up to which it has lived
 * @param receipts how many acts of staff it has named
 * @param pendingCare the acts that the broker does not have yet
 * @param infusions the infusion strand of every bed, in the order of beds
 * @param vitals the vitals strand of every bed
 */
public record WorldState(
        int version,
        String identity,
        @Time long since,
        long boots,
        @Time long at,
        long receipts,
        List<Voices.PendingCare> pendingCare,
        List<InfusionTrack.State> infusions,
        List<VitalsTrack.State> vitals) {

    /** The shape that this code writes and reads. */
    public static final int VERSION = 2;
}
