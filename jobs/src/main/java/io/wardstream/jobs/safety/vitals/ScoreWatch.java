package io.wardstream.jobs.safety.vitals;

import io.wardstream.cep.News2Rise;
import io.wardstream.cep.SepsisSuspected;
import io.wardstream.model.ScoreParts;
import io.wardstream.model.SignKind;
import io.wardstream.model.rules.News2;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What scores mean: a red parameter, the thresholds, a rise, something missing, and criteria of sepsis. A threshold counts as
 * reached by the certain part of the score and as left by a complete score only.
 *
 * <p>What two evaluations must agree on stands when it has for {@link #AGREE_MS}, or at once where evaluations are further
 * apart: charted observations stand for themselves.
 */
final class ScoreWatch {

    private static final long AGREE_MS = 60_000;
    private static final long HOUR_MS = 3_600_000;
    private static final long LONG_MS = 4 * HOUR_MS;
    private static final int RED = 3;

    private ScoreWatch() {}

    static void judge(ScoreState state, News2.Result result, Moment now) {
        state.last = result.min();
        red(state, result, now);
        Integer total = result.total();
        state.mediumSince = threshold(
                state.mediumSince,
                result.min(),
                total,
                now.limits().news2Medium().threshold(),
                SignKind.NEWS2_MEDIUM,
                SignKind.NEWS2_BELOW_MEDIUM,
                now);
        state.highSince = threshold(
                state.highSince,
                result.min(),
                total,
                now.limits().news2High().threshold(),
                SignKind.NEWS2_HIGH,
                SignKind.NEWS2_BELOW_HIGH,
                now);
        if (total != null) {
            rise(state, total, now);
        }
        missing(state, result.missing(), now);
    }

    private static long threshold(
            long since, int min, @Nullable Integer total, int threshold, SignKind reached, SignKind left, Moment now) {
        if (since == 0 && min >= threshold) {
            now.say(now.sign(reached).measured(min, (double) threshold));
            return now.at();
        }
        if (since != 0 && total != null && total < threshold) {
            now.say(now.sign(left).measured(total, (double) threshold).since(since));
            return 0;
        }
        return since;
    }

    private static void red(ScoreState state, News2.Result result, Moment now) {
        List<String> red = red(result.parts());
        if (state.redSince == 0 && !red.isEmpty()) {
            state.redSince = now.at();
            now.say(now.sign(SignKind.NEWS2_RED).measured(red.size(), 1.0).because(String.join(", ", red)));
        } else if (state.redSince != 0 && red.isEmpty() && result.total() != null) {
            now.say(now.sign(SignKind.NEWS2_NO_RED).measured(0, 1.0).since(state.redSince));
            state.redSince = 0;
        }
    }

    private static List<String> red(ScoreParts parts) {
        List<String> red = new ArrayList<>(0);
        String[] names = {"respiration", "saturation", "systolic pressure", "pulse", "consciousness", "temperature"};
        @Nullable Integer[] values = {parts.rr(), parts.spo2(), parts.sys(), parts.hr(), parts.acvpu(), parts.temp()};
        for (int i = 0; i < names.length; i++) {
            Integer value = values[i];
            if (value != null && value == RED) {
                red.add(names[i]);
            }
        }
        return red;
    }

    // --- how it moves ------------------------------------------------------------------------------

    private static void rise(ScoreState state, int total, Moment now) {
        remember(state, total, now.at());
        News2Rise.Limits limits = now.limits().news2Rise();
        int fast = total - least(state, now.at() - HOUR_MS);
        int slow = total - least(state, now.at() - LONG_MS);
        boolean rises = fast >= limits.fast() || slow >= limits.slow();
        if (!rises) {
            state.roseFirst = 0;
            if (state.roseSince != 0 && now.at() - state.roseAt >= limits.steadyMs()) {
                now.say(now.sign(SignKind.NEWS2_STEADY).measured(total, null).since(state.roseSince));
                state.roseSince = 0;
            }
            return;
        }
        state.roseAt = now.at();
        state.roseFirst = state.roseFirst == 0 ? now.at() : state.roseFirst;
        if (state.roseSince == 0 && agrees(state.roseFirst, state.at, now.at())) {
            state.roseSince = now.at();
            boolean quick = fast >= limits.fast();
            now.say(now.sign(SignKind.NEWS2_ROSE)
                    .measured(quick ? fast : slow, (double) (quick ? limits.fast() : limits.slow()))
                    .since(state.roseFirst)
                    .because((quick ? "in an hour, to " : "in four hours, to ") + total));
        }
    }

    /** Whether it has been so for long enough, or evaluations are too rare to wait for another. */
    private static boolean agrees(long since, long before, long now) {
        return now - since >= AGREE_MS || (before != 0 && now - before > AGREE_MS);
    }

    private static void remember(ScoreState state, int total, long at) {
        int last = state.totals.length - 1;
        if (last >= 0 && state.totals[last] == total) {
            return;
        }
        int from = 0;
        // The one that held when the window began is kept.
        while (from + 1 < state.totals.length && state.changedAt[from + 1] <= at - LONG_MS) {
            from++;
        }
        from = Math.max(from, state.totals.length - (MOST - 1));
        int length = state.totals.length - from + 1;
        state.changedAt = Arrays.copyOf(Arrays.copyOfRange(state.changedAt, from, state.totals.length), length);
        state.totals = Arrays.copyOf(Arrays.copyOfRange(state.totals, from, state.totals.length), length);
        state.changedAt[length - 1] = at;
        state.totals[length - 1] = (byte) total;
    }

    /** So many changes of the total are kept. */
    private static final int MOST = 48;

    /** The least total since then. */
    private static int least(ScoreState state, long since) {
        int least = Integer.MAX_VALUE;
        for (int i = state.totals.length - 1; i >= 0; i--) {
            least = Math.min(least, state.totals[i]);
            if (state.changedAt[i] <= since) {
                break;
            }
        }
        return least;
    }

    // --- what is missing ---------------------------------------------------------------------------

    private static void missing(ScoreState state, List<String> missing, Moment now) {
        if (missing.isEmpty()) {
            if (state.missingSaid) {
                now.say(now.sign(SignKind.NEWS2_COMPLETE).measured(0, null).since(state.missingSince));
            }
            state.missingSince = 0;
            state.missingSaid = false;
            return;
        }
        state.missingSince = state.missingSince == 0 ? now.at() : state.missingSince;
        if (!state.missingSaid
                && now.at() - state.missingSince
                        >= now.limits().news2Incomplete().dueMs()) {
            state.missingSaid = true;
            now.say(now.sign(SignKind.NEWS2_INCOMPLETE)
                    .measured(missing.size(), null)
                    .since(state.missingSince)
                    .because(String.join(", ", missing)));
        }
    }

    // --- sepsis ------------------------------------------------------------------------------------

    static void sepsis(ScoreState state, int qsofa, int sirs, int news2, Moment now) {
        SepsisSuspected.Limits limits = now.limits().sepsis();
        boolean byQsofa = qsofa >= limits.qsofa();
        boolean suspected = byQsofa || (sirs >= limits.sirs() && news2 >= limits.news2());
        if (!suspected) {
            state.sepsisFirst = 0;
            if (state.sepsisSince != 0) {
                state.sepsisOverSince = state.sepsisOverSince == 0 ? now.at() : state.sepsisOverSince;
                if (now.at() - state.sepsisOverSince >= limits.overMs()) {
                    now.say(now.sign(SignKind.SEPSIS_UNLIKELY)
                            .measured(Math.max(qsofa, sirs), null)
                            .since(state.sepsisSince));
                    state.sepsisSince = 0;
                    state.sepsisOverSince = 0;
                }
            }
            return;
        }
        state.sepsisOverSince = 0;
        state.sepsisFirst = state.sepsisFirst == 0 ? now.at() : state.sepsisFirst;
        boolean again = state.sepsisSaidAt == 0 || now.at() - state.sepsisSaidAt >= limits.onceMs();
        if (state.sepsisSince == 0 && again && agrees(state.sepsisFirst, state.at, now.at())) {
            state.sepsisSince = now.at();
            state.sepsisSaidAt = now.at();
            now.say(now.sign(SignKind.SEPSIS_SUSPECTED)
                    .measured(byQsofa ? qsofa : sirs, (double) (byQsofa ? limits.qsofa() : limits.sirs()))
                    .since(state.sepsisFirst)
                    .because(byQsofa ? "qSOFA" : "SIRS with a NEWS2 of at least " + news2));
        }
    }
}
