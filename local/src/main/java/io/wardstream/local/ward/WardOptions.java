package io.wardstream.local.ward;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a local ward is to run.
 *
 * @param data where everything is kept
 * @param beds how many beds are simulated
 * @param seed from which they are drawn
 * @param speed ward time that passes in a unit of wall time
 * @param portBase the first of the ports that are tried
 * @param state where the jobs keep their state
 * @param riskModel the file of a model that predicts a risk, or null if nothing does
 * @param runFor after which wall time it stops by itself; zero for never
 */
public record WardOptions(
        Path data,
        int beds,
        long seed,
        double speed,
        int portBase,
        StateBackend state,
        @Nullable Path riskModel,
        Duration runFor) {}
