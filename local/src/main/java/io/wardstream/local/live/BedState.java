package io.wardstream.local.live;

import io.wardstream.model.BedsideEvent;
import io.wardstream.model.ClampReport;
import io.wardstream.model.ClampState;
import io.wardstream.model.InfusionReading;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.VitalsReading;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What is known of one bed from its events: for people to look at, not to decide on. Not thread-safe. */
final class BedState {

    private static final int SHOWN_READINGS = 5;
    private static final int RATE_READINGS = 150;
    private static final int LEAST_READINGS = 30;
    private static final double LEAST_ML_PER_HOUR = 10;
    private static final double MS_PER_HOUR = 3_600_000;
    private static final double JUMP_ML = 30;

    private record Level(long at, double ml) {}

    private final Deque<Level> levels = new ArrayDeque<>();
    private @Nullable VitalsReading vitals;
    private @Nullable ClampState clamp;
    private @Nullable Integer news2;
    private boolean scored;

    void take(BedsideEvent event, @Nullable RegistryEntry device) {
        InfusionReading infusion = event.infusion();
        VitalsReading measured = event.vitals();
        ClampReport report = event.clamp();
        if (infusion != null && device != null) {
            double ml = device.levelMl(infusion.massG());
            Level last = levels.peekLast();
            if (last != null && Math.abs(last.ml() - ml) > JUMP_ML) {
                levels.clear();
            }
            levels.addLast(new Level(event.acceptedAt(), ml));
            if (levels.size() > RATE_READINGS) {
                levels.removeFirst();
            }
        }
        if (measured != null) {
            vitals = vitals == null ? measured : measured.orElse(vitals);
        }
        if (report != null) {
            if (report.state() != clamp) {
                // Another rate from here on.
                while (levels.size() > SHOWN_READINGS) {
                    levels.removeFirst();
                }
            }
            clamp = report.state();
        }
    }

    void score(@Nullable Integer total) {
        news2 = total;
        scored = true;
    }

    /** The median of the newest readings, mL. */
    @Nullable
    Double levelMl() {
        if (levels.isEmpty()) {
            return null;
        }
        double[] newest = levels.stream()
                .skip(Math.max(0, levels.size() - SHOWN_READINGS))
                .mapToDouble(Level::ml)
                .sorted()
                .toArray();
        return Math.max(0, newest[newest.length / 2]);
    }

    /** When the bag will be empty at the rate of the last minutes; null while that is not known, or nothing runs. */
    @Nullable
    Long emptyInMs() {
        Double level = levelMl();
        if (level == null || levels.size() < LEAST_READINGS) {
            return null;
        }
        Level[] all = levels.toArray(Level[]::new);
        double meanAt = Arrays.stream(all).mapToLong(Level::at).average().orElse(0);
        double meanMl = Arrays.stream(all).mapToDouble(Level::ml).average().orElse(0);
        double both = 0;
        double square = 0;
        for (Level each : all) {
            both += (each.at() - meanAt) * (each.ml() - meanMl);
            square += (each.at() - meanAt) * (each.at() - meanAt);
        }
        double mlPerHour = square == 0 ? 0 : -both / square * MS_PER_HOUR;
        return mlPerHour < LEAST_ML_PER_HOUR ? null : (long) (level / mlPerHour * MS_PER_HOUR);
    }

    VitalsReading vitals() {
        VitalsReading known = vitals;
        return known == null ? VitalsReading.NONE : known;
    }

    @Nullable
    ClampState clamp() {
        return clamp;
    }

    /** The newest total as it is shown: {@code ?} while it cannot be worked out. */
    String news2() {
        return news2 != null ? news2.toString() : scored ? "?" : "";
    }
}
