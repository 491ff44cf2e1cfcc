package io.wardstream.sim.truth;

import java.util.List;

/**
 * How a system's alarms and clamps compare with what had to happen.
 *
 * @param expectedAlarms alarms that had to be raised by the time of scoring
 * @param missedAlarms those of them that were not
 * @param falseAlarms alarms that were raised about the simulation's subjects and that nothing in the world explains
 * @param expectedClamps clamps that had to close by a command
 * @param missedClamps those of them that did not
 * @param falseClamps clamps that closed by a command and should not have
 * @param unjudgedAlarms alarms of patterns of which the truth knows nothing
 * @param explanations a sentence for each missed, false and unjudged one
 */
public record Scorecard(
        int expectedAlarms,
        int missedAlarms,
        int falseAlarms,
        int expectedClamps,
        int missedClamps,
        int falseClamps,
        int unjudgedAlarms,
        List<String> explanations) {

    public Scorecard {
        explanations = List.copyOf(explanations);
    }

    /** Whether nothing was missed and nothing was false. */
    public boolean faultless() {
        return missedAlarms + falseAlarms + missedClamps + falseClamps == 0;
    }
}
