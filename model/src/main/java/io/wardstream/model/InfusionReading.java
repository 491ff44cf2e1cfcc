package io.wardstream.model;

/**
 * One reading of the load cell that an infusion bag hangs on.
 *
 * @param massG everything that hangs on the hook, in grams: bag, fluid and the set below it. Negative while the zero
 *     point drifts or somebody lifts the bag.
 */
public record InfusionReading(
        @Measure(
                unit = "g",
                min = -10_000,
                max = 50_000,
                meaning = "mass on the hook: bag, fluid and the infusion set below it")
        double massG) {}
