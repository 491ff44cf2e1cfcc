package io.wardstream.cep;

import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * A time that a pattern waits for. When a sign starts it, the ward clock brings {@link SignKind#TIME_IS_UP} for it
 * {@code duration} later (and the grace of {@link Waits#GRACE_MS} later still), unless a sign cancels it before.
 *
 * <p>Worked example: {@code UnattendedLowLevel/sustained} is started by LEVEL_LOW. The level went low at 08:00:00 and
 * was confirmed at 08:00:10. With 30 s the wait is due at 08:00:30; the sign comes when the ward clock has passed
 * 08:00:31, and its {@code at} is 08:00:30. A second wait started by that sign is due 120 s after 08:00:30, not after
 * 08:00:31: graces do not add up.
 *
 * @param pattern the pattern that waits
 * @param name what for, one word
 * @param startsOn which sign starts it; started again, it begins anew
 * @param from whether it is counted from the episode's start instead of from the starting sign
 * @param cancelledBy which sign makes it pointless
 * @param duration how long, from the settings of the subject, in milliseconds
 */
public record Wait(
        String pattern,
        String name,
        Predicate<Sign> startsOn,
        CountedFrom from,
        Predicate<Sign> cancelledBy,
        ToLongFunction<SettingsView> duration) {

    /** Where a wait's time begins. */
    public enum CountedFrom {
        /** At the sign that starts it. */
        SIGN,
        /** At the beginning of the sign's episode. */
        EPISODE
    }

    /** The wait's name in signs and state. */
    public String id() {
        return pattern + "/" + name;
    }

    /** Whether a sign is the end of this wait. */
    public boolean isOver(Sign sign) {
        return sign.kind() == SignKind.TIME_IS_UP && id().equals(sign.waitFor());
    }
}
