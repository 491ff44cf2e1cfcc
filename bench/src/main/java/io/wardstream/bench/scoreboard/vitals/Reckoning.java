package io.wardstream.bench.scoreboard.vitals;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What NEWS2 of the body is: as it is; the least that any monitor that works can make of it; and the most. Worked out every
 * {@link #EVERY_MS}, from the truth of the last five minutes, the last cuff and the temperature.
 */
final class Reckoning {

    /** Scores take the median of so many seconds. */
    static final int MEDIAN_S = 300;

    static final long EVERY_MS = 10_000;
    private static final long FOUR_HOURS_MS = 14_400_000;
    private static final long HOUR_MS = 3_600_000;

    /** What staff told counts for an hour at least, whatever the score; a little less is sure. */
    private static final long TOLD_MS = 55 * 60_000;

    private static final int RED = 3;

    private final Patient patient;
    private final Deque<long[]> course = new ArrayDeque<>();

    /** As it is. */
    int score;

    /** The least that it can be taken for. */
    int least;

    /** The most that it can be taken for. */
    int most;

    /** Whether one parameter surely scores 3. */
    boolean redSurely;

    /** Whether one parameter may score 3. */
    boolean redMaybe;

    /** How many criteria of SIRS are surely there, and may be. */
    int sirsSurely;

    int sirsMaybe;

    /** How many criteria of qSOFA may be there. */
    int qsofaMaybe;

    Reckoning(Patient patient) {
        this.patient = patient;
    }

    void work(long at) {
        score = 0;
        least = 0;
        most = 0;
        redSurely = false;
        redMaybe = false;
        Body body = patient.body;
        History history = patient.history;
        Sight sight = patient.sight;
        continuous(Vital.HR, 1.5, sight.heart(at, MEDIAN_S * 1_000L));
        continuous(Vital.SPO2, 2, sight.saturation(at, MEDIAN_S * 1_000L));
        continuous(Vital.RR, 1.3, sight.breath(at, MEDIAN_S * 1_000L));
        double temp = body.value(Vital.TEMP);
        add(Vital.TEMP, temp, temp - 0.15, temp + 0.15, sight.temperature(at), temp - 0.15, temp + 0.15);
        History.CuffTruth cuff = history.cuffs().peekFirst();
        if (cuff != null) {
            boolean fresh = at - cuff.at() < HOUR_MS - 60_000;
            add(Vital.SYS, cuff.sys(), cuff.sys() - 5.5, cuff.sys() + 5.5, fresh, cuff.sys() - 5.5, cuff.sys() + 5.5);
        }
        if (body.onOxygen) {
            score += 2;
            most += 2;
            least += at - patient.nurse.observedAt() < TOLD_MS ? 2 : 0;
        }
        if (body.drowsy) {
            score += RED;
            most += RED;
            redMaybe = true;
        }
        criteria(temp, cuff);
        course.addLast(new long[] {at, score});
        while (course.peekFirst()[0] < at - FOUR_HOURS_MS) {
            course.removeFirst();
        }
    }

    private void continuous(Vital vital, double margin, boolean known) {
        History history = patient.history;
        double median = history.median(vital, MEDIAN_S);
        add(
                vital,
                median,
                history.min(vital, MEDIAN_S + 15) - margin,
                history.max(vital, MEDIAN_S + 15) + margin,
                known,
                median - 0.8 * margin,
                median + 0.8 * margin);
    }

    private void add(
            Vital vital, double value, double from, double to, boolean known, double maybeFrom, double maybeTo) {
        boolean retainer = patient.body.retainer;
        boolean oxygen = patient.body.onOxygen;
        score += Chart.points(vital, value, retainer, oxygen);
        int surely = known ? Chart.least(vital, from, to, retainer, oxygen) : 0;
        least += surely;
        int maybe = Chart.most(vital, maybeFrom, maybeTo, retainer, oxygen);
        most += maybe;
        redSurely |= surely == RED;
        redMaybe |= maybe == RED;
    }

    private void criteria(double temp, History.@Nullable CuffTruth cuff) {
        History history = patient.history;
        double hrLeast = history.min(Vital.HR, MEDIAN_S + 15) - 1.5;
        double rrLeast = history.min(Vital.RR, MEDIAN_S + 15) - 1.3;
        double hr = history.median(Vital.HR, MEDIAN_S) + 1.5;
        double rr = history.median(Vital.RR, MEDIAN_S) + 1.3;
        sirsSurely = (temp > 38.15 || temp < 35.85 ? 1 : 0) + (hrLeast > 91 ? 1 : 0) + (rrLeast > 21 ? 1 : 0);
        sirsMaybe = (temp > 37.85 || temp < 36.15 ? 1 : 0) + (hr > 90 ? 1 : 0) + (rr > 20 ? 1 : 0);
        qsofaMaybe = (rr >= 21.5 ? 1 : 0) + (cuff != null && cuff.sys() <= 106 ? 1 : 0) + (patient.body.drowsy ? 1 : 0);
    }

    /** The least that the score was in the last four hours. */
    int leastOfFourHours() {
        int lowest = Integer.MAX_VALUE;
        for (long[] each : course) {
            lowest = Math.min(lowest, (int) each[1]);
        }
        return lowest;
    }
}
