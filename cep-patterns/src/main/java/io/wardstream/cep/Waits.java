package io.wardstream.cep;

import io.wardstream.model.Sign;
import io.wardstream.model.Subject;
import java.util.ArrayList;
import java.util.List;

/**
 * Which waits a sign starts and which it cancels, over the whole catalogue. Pure: the caller keeps the pending ones in
 * its state and asks the ward clock for the times.
 */
public final class Waits {

    /**
     * How much later than a wait is due it is called over. An acknowledgement pressed in the last moment has this long
     * to arrive on a clock that beats ten times a second and may be some beats behind (design D1).
     */
    public static final SettingKey GRACE_MS = new SettingKey(
            "Waits.graceMs",
            "ms",
            1_000,
            200,
            10_000,
            "how long after its due time an answer still counts; 1 s is ten beats of the ward clock");

    private Waits() {}

    /**
     * A wait that was started and is not over.
     *
     * @param waitId the wait
     * @param subject whom the starting sign was about
     * @param startedAt when the starting sign became true
     * @param due when the time is up
     * @param fireAt when the ward clock calls it over: {@code due} plus the grace
     * @param since when the episode began
     * @param settingsVersion the settings that gave the time
     */
    public record Pending(
            String waitId, Subject subject, long startedAt, long due, long fireAt, long since, long settingsVersion) {

        /** The sign that the time is up. */
        public Sign over() {
            return Sign.timeIsUp(subject, waitId, due, since, due - startedAt, settingsVersion);
        }
    }

    /** The waits that a sign starts. */
    public static List<Pending> startedBy(Sign sign, SettingsView settings) {
        List<Pending> started = new ArrayList<>(0);
        for (Wait wait : PatternCatalogue.WAITS) {
            if (wait.startsOn().test(sign)) {
                long from = wait.from() == Wait.CountedFrom.EPISODE ? sign.since() : sign.at();
                long due = from + wait.duration().applyAsLong(settings);
                started.add(new Pending(
                        wait.id(),
                        sign.subject(),
                        from,
                        due,
                        due + settings.millis(GRACE_MS),
                        sign.since(),
                        settings.version()));
            }
        }
        return started;
    }

    /**
     * Whether a sign cancels a pending wait. A sign from before the wait began does not: signs of different devices can
     * come in another order than they happened.
     */
    public static boolean cancels(Sign sign, Pending pending) {
        if (sign.at() < pending.startedAt()) {
            return false;
        }
        for (Wait wait : PatternCatalogue.WAITS) {
            if (wait.id().equals(pending.waitId())) {
                return wait.cancelledBy().test(sign);
            }
        }
        // A wait of a pattern that is no longer in the catalogue, from an older savepoint.
        return true;
    }
}
