package io.wardstream.sim.config;

import io.wardstream.model.wire.WardTopic;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;

/**
 * What a simulated ward is made of. Two runs with the same configuration and the same commands at the same times are
 * the same to the byte.
 *
 * @param beds how many beds there are
 * @param seed from which everything is drawn
 * @param wards the codes of the wards, among which the beds are distributed in turn
 * @param scalePeriodMs how often a scale speaks, in ward time
 * @param monitorPeriodMs how often a monitor speaks
 * @param cuffPeriodMs how often it also tells blood pressure and temperature
 * @param limits the limits by which the ward is watched
 * @param stateDir where the ward's state and truth outlive the process
 * @param duplicateShare the share of readings that are deliberately sent twice, 0 to 0.1
 * @param malformedShare for each reading, the share of messages beside it that are deliberately no messages, 0 to 0.1
 */
public record SimConfig(
        int beds,
        long seed,
        List<String> wards,
        long scalePeriodMs,
        long monitorPeriodMs,
        long cuffPeriodMs,
        WardLimits limits,
        Path stateDir,
        double duplicateShare,
        double malformedShare) {

    /** The most beds that one process simulates. */
    public static final int MAX_BEDS = 500;

    public SimConfig {
        wards = List.copyOf(wards);
        new Problems("simulated ward")
                .unless(beds >= 1 && beds <= MAX_BEDS, "beds is " + beds + "; accepted: 1 to " + MAX_BEDS)
                .unless(
                        !wards.isEmpty()
                                && new HashSet<>(wards).size() == wards.size()
                                && wards.stream().allMatch(ward -> WardTopic.isName(ward) && ward.length() <= 32),
                        "wards are " + wards + "; accepted: different names of 1 to 32 of A-Z a-z 0-9 _ -")
                .unless(
                        scalePeriodMs >= 500 && scalePeriodMs <= 5_000,
                        "scalePeriodMs is " + scalePeriodMs + "; accepted: 500 to 5000")
                .unless(
                        monitorPeriodMs >= 500 && monitorPeriodMs <= 10_000,
                        "monitorPeriodMs is " + monitorPeriodMs + "; accepted: 500 to 10000")
                .unless(
                        cuffPeriodMs >= monitorPeriodMs && cuffPeriodMs <= 600_000,
                        "cuffPeriodMs is " + cuffPeriodMs + "; accepted: monitorPeriodMs to 600000")
                .unless(
                        duplicateShare >= 0 && duplicateShare <= 0.1,
                        "duplicateShare is " + duplicateShare + "; accepted: 0 to 0.1")
                .unless(
                        malformedShare >= 0 && malformedShare <= 0.1,
                        "malformedShare is " + malformedShare + "; accepted: 0 to 0.1")
                .throwIfAny();
    }

    /** A ward as it is usually simulated: two wards, default limits and periods, faults at a low rate. */
    public static SimConfig of(int beds, long seed, Path stateDir) {
        return new SimConfig(
                beds, seed, List.of("east", "west"), 2_000, 5_000, 60_000, WardLimits.DEFAULT, stateDir, 0.005, 0.002);
    }

    /** This ward, watched by other limits. */
    public SimConfig withLimits(WardLimits other) {
        return new SimConfig(
                beds,
                seed,
                wards,
                scalePeriodMs,
                monitorPeriodMs,
                cuffPeriodMs,
                other,
                stateDir,
                duplicateShare,
                malformedShare);
    }

    /** This ward with other periods, in ward milliseconds. */
    public SimConfig withPeriods(long scaleMs, long monitorMs, long cuffMs) {
        return new SimConfig(
                beds, seed, wards, scaleMs, monitorMs, cuffMs, limits, stateDir, duplicateShare, malformedShare);
    }

    /** This ward with other wards. */
    public SimConfig withWards(List<String> names) {
        return new SimConfig(
                beds,
                seed,
                names,
                scalePeriodMs,
                monitorPeriodMs,
                cuffPeriodMs,
                limits,
                stateDir,
                duplicateShare,
                malformedShare);
    }

    /** This ward with other shares of deliberately duplicated and malformed messages. */
    public SimConfig withFaults(double duplicates, double malformed) {
        return new SimConfig(
                beds,
                seed,
                wards,
                scalePeriodMs,
                monitorPeriodMs,
                cuffPeriodMs,
                limits,
                stateDir,
                duplicates,
                malformed);
    }

    /**
     * Everything that the world depends on, as text: a saved world goes on only under a configuration with the same
     * identity.
     */
    public String identity() {
        return "beds=" + beds + " seed=" + seed + " wards=" + wards + " periodsMs=" + scalePeriodMs + "/"
                + monitorPeriodMs + "/" + cuffPeriodMs + " " + limits;
    }
}
