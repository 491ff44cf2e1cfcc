package io.wardstream.jobs.safety.vitals;

import io.wardstream.model.SignKind;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Whether the heart or the pulse rate never moves. When that is over is {@link Distrust}'s. */
final class FrozenJudge {

    /** Measurements further apart are no watching: a rate that is charted each hour may well be the same for a day. Our own number. */
    private static final long WATCHED_MS = 60_000;

    private FrozenJudge() {}

    static boolean isFrozen(@Nullable Sameness same) {
        return same != null && same.frozen;
    }

    /** Judges what was measured anew, before it takes the place of what was measured before. */
    static void judge(
            MonitorState monitor,
            Collection<MonitorState> all,
            @Nullable Double hr,
            @Nullable Double pulse,
            Moment now) {
        boolean before = Distrust.isAny(all);
        monitor.hrSame = same(monitor.hrSame, monitor, Vital.HR, hr, now);
        monitor.pulseSame = same(monitor.pulseSame, monitor, Vital.PULSE, pulse, now);
        freeze(monitor.hrSame, hr, "heart rate", now);
        freeze(monitor.pulseSame, pulse, "pulse rate", now);
        Distrust.over(before, all, null, now);
    }

    private static @Nullable Sameness same(
            @Nullable Sameness same, MonitorState monitor, Vital vital, @Nullable Double value, Moment now) {
        if (value == null) {
            return same;
        }
        boolean watched = monitor.has(vital) && now.at() - monitor.at(vital) <= WATCHED_MS;
        if (!watched || monitor.value(vital) != value) {
            return null;
        }
        Sameness counted = same;
        if (counted == null) {
            counted = new Sameness();
            counted.since = monitor.at(vital);
        }
        if (counted.count < Integer.MAX_VALUE) {
            counted.count++;
        }
        return counted;
    }

    private static void freeze(@Nullable Sameness same, @Nullable Double value, String what, Moment now) {
        if (same == null
                || value == null
                || same.frozen
                || same.count < now.limits().frozen().samples()
                || now.at() - same.since < now.limits().frozen().leastMs()) {
            return;
        }
        same.frozen = true;
        now.say(now.sign(SignKind.SENSOR_FROZEN)
                .measured(value, null)
                .since(same.since)
                .because(what));
    }
}
