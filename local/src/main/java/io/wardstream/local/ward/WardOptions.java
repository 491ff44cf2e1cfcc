package io.wardstream.local.ward;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How a local ward is to run.
 *
 * @param data where everything is kept
 * @param beds how many beds are simulated
 * @param seed from which they are drawn
 * @param speed ward time that passes in a unit of wall time
 * @param portBase the first of the ports that are tried
 * @param state where the jobs keep their state
 * @param runFor after which wall time it stops by itself; zero for never
 */
public record WardOptions(
        Path data, int beds, long seed, double speed, int portBase, StateBackend state, Duration runFor) {}
