package io.wardstream.jobs.safety.infusion;

import io.wardstream.model.BedsideEvent;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A reading while it is judged, with all that it is judged by.
 *
 * @param state the line's state; changed in place
 * @param event the message
 * @param entry the load cell's entry in the registry
 * @param limits the numbers in force
 * @param signs takes what is noticed
 */
record Reading(LineState state, BedsideEvent event, RegistryEntry entry, InfusionLimits limits, Consumer<Sign> signs) {

    private static final double MS_PER_H = 3_600_000;

    /** When it was accepted, on the ward clock. */
    long at() {
        return event.acceptedAt();
    }

    /** The empty bag's mass, grams. */
    double tareG() {
        Double tare = entry.tareG();
        return tare != null ? tare : RegistryEntry.DEFAULT_TARE_G;
    }

    /** The fluid's density. */
    double densityGPerMl() {
        Double density = entry.densityGPerMl();
        return density != null ? density : RegistryEntry.DEFAULT_DENSITY_G_PER_ML;
    }

    /** The mass that a flow carries away, g/ms. */
    double gPerMs(double mlPerH) {
        return mlPerH * densityGPerMl() / MS_PER_H;
    }

    /** Says that something became so with this reading. */
    void say(SignKind kind, @Nullable Number value, @Nullable Double limit) {
        say(kind, value, limit, at(), null);
    }

    /** Says that something became so, in an episode that began earlier. */
    void say(SignKind kind, @Nullable Number value, @Nullable Double limit, long since) {
        say(kind, value, limit, since, null);
    }

    /** The same with a word on why. */
    void say(SignKind kind, @Nullable Number value, @Nullable Double limit, long since, @Nullable String reason) {
        Sign sign = Sign.of(kind, event, limits.settingsVersion()).since(since);
        if (value != null) {
            sign = sign.measured(Math.round(value.doubleValue() * 10) / 10.0, limit);
        }
        signs.accept(reason == null ? sign : sign.because(reason));
    }

    /** Says that something was not said, by a rule. */
    void suppressed(String pattern, String rule, long since) {
        signs.accept(Sign.suppressed(event.subject(), at(), since, pattern, rule, limits.settingsVersion()));
    }
}
