package io.wardstream.local.reckoning;

import org.jspecify.annotations.Nullable;

/**
 * The last line of {@code ./ward up}: everything counted, over the whole stay of the ward in its folder.
 *
 * @param accepted distinct messages that the log holds in their order
 * @param rejected messages that were refused
 * @param stale messages that another of their device had overtaken; they are archived and flagged
 * @param duplicates messages that came again
 * @param parquetEvents accepted messages in the lake
 * @param jdbcEvents accepted messages in the warehouse
 * @param alarmsRaised distinct alarms
 * @param alarmsDelivered those of them whose first notice is in the inbox
 * @param clampsClosed clamps that confirmed a command
 * @param clampsWithheld commands that an interlock held back
 * @param clampsPrevented low bags of lines that the clamp may close at which somebody acted in time
 * @param expectedAlarms see {@link io.wardstream.sim.truth.Scorecard}
 * @param missedAlarms see there
 * @param falseAlarms see there
 * @param expectedClamps see there
 * @param missedClamps see there
 * @param falseClamps see there
 * @param lost accepted messages that are not in both archives
 * @param p50Ms half of the alarms that a message made were there so soon after the broker took it; null if there was
 *     none
 * @param p99Ms and 99 of 100
 */
public record Figures(
        long accepted,
        long rejected,
        long stale,
        long duplicates,
        long parquetEvents,
        long jdbcEvents,
        long alarmsRaised,
        long alarmsDelivered,
        long clampsClosed,
        long clampsWithheld,
        long clampsPrevented,
        long expectedAlarms,
        long missedAlarms,
        long falseAlarms,
        long expectedClamps,
        long missedClamps,
        long falseClamps,
        long lost,
        @Nullable Long p50Ms,
        @Nullable Long p99Ms) {

    /** Whether nothing was missed, false or lost, and every alarm reached its receiver. */
    public boolean held() {
        return missedAlarms + falseAlarms + missedClamps + falseClamps + lost == 0 && alarmsDelivered == alarmsRaised;
    }
}
