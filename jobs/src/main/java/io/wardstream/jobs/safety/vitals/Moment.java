package io.wardstream.jobs.safety.vitals;

import io.wardstream.model.BedsideEvent;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import io.wardstream.model.Source;
import io.wardstream.model.Subject;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is judged, and where the signs go.
 *
 * @param subject the patient
 * @param at the instant, ms on the ward clock
 * @param event the message, or null where time alone has passed
 * @param limits the numbers in force
 * @param out takes the signs
 */
record Moment(Subject subject, long at, @Nullable BedsideEvent event, VitalsLimits limits, Consumer<Sign> out) {

    /** A sign of this instant. */
    Sign sign(SignKind kind) {
        return sign(kind, at);
    }

    /** A sign of an earlier instant that is only known now. */
    Sign sign(SignKind kind, long when) {
        return Sign.at(kind, subject, when, limits.settingsVersion(), event == null ? null : Source.of(event));
    }

    void say(Sign sign) {
        out.accept(sign);
    }

    /** Something beyond a limit is not said, by a rule; it is written down instead. */
    void suppressed(String pattern, String rule, double limit, long since) {
        say(sign(SignKind.SUPPRESSED).limited(limit).since(since).waitingFor(pattern + "/" + rule));
    }
}
