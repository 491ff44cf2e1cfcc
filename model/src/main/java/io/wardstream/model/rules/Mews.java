package io.wardstream.model.rules;

import io.wardstream.model.Acvpu;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Modified Early Warning Score as Subbe and others published it (QJM 2001): respiration, systolic pressure, heart
 * rate, temperature, consciousness; 0 to 14 points. Many hospitals have a table of their own: this is the published one,
 * without their urine output.
 *
 * <p>The publication leaves a heart rate of exactly 40 /min between its bands ({@code <40} and {@code 41-50}); it is taken
 * for the lower, 2 points, as the openEHR guideline {@code MEWS.v1.2} does. The publication knows no confusion: new
 * confusion counts as an answer to voice, 1 point, as in the same guideline.
 *
 * <p>Values are finite, and rounded half up to what is displayed before they are banded: whole numbers, one decimal for
 * the temperature. What is not known is never taken for normal in silence.
 */
public final class Mews {

    /** From this total on the risk of intensive care and death is raised; some sites call a doctor from 4 on. */
    public static final int RAISED_THRESHOLD = 5;

    private static final int WORST_TEMPERATURE = 2;
    private static final int WORST = 3;

    private Mews() {}

    /**
     * What is known of the patient; null where nothing is known, or only something too old.
     *
     * @param rrPerMin respiration rate
     * @param sysMmHg systolic blood pressure
     * @param hrBpm heart rate
     * @param tempC temperature
     * @param acvpu consciousness; null counts as alert in the total and as missing
     */
    public record Observation(
            @Nullable Double rrPerMin,
            @Nullable Double sysMmHg,
            @Nullable Double hrBpm,
            @Nullable Double tempC,
            @Nullable Acvpu acvpu) {}

    /** The sub-scores; null where the parameter is not known. */
    public record Parts(
            @Nullable Integer rr,
            @Nullable Integer sys,
            @Nullable Integer hr,
            @Nullable Integer temp,
            @Nullable Integer acvpu) {}

    /**
     * The score.
     *
     * @param total the total, or null while one of the four measured vitals is unknown
     * @param min the total if everything unknown were normal: certain
     * @param max the total if everything unknown were at its worst
     * @param missing what is unknown: {@code rr, sys, hr, temp, acvpu}
     * @param parts the sub-scores
     */
    public record Result(@Nullable Integer total, int min, int max, List<String> missing, Parts parts) {}

    /** Scores an observation. */
    public static Result score(Observation observation) {
        Double rr = observation.rrPerMin();
        Double sys = observation.sysMmHg();
        Double hr = observation.hrBpm();
        Double temp = observation.tempC();
        Acvpu acvpu = observation.acvpu();
        Parts parts = new Parts(
                rr == null ? null : respiration(rr),
                sys == null ? null : systolic(sys),
                hr == null ? null : heartRate(hr),
                temp == null ? null : temperature(temp),
                acvpu == null ? null : consciousness(acvpu));

        List<String> missing = new ArrayList<>();
        int known = 0;
        int unknown = 0;
        String[] names = {"rr", "sys", "hr", "temp", "acvpu"};
        Integer[] points = {parts.rr(), parts.sys(), parts.hr(), parts.temp(), parts.acvpu()};
        int[] worst = {WORST, WORST, WORST, WORST_TEMPERATURE, WORST};
        for (int i = 0; i < points.length; i++) {
            Integer part = points[i];
            if (part == null) {
                missing.add(names[i]);
                unknown += worst[i];
            } else {
                known += part;
            }
        }
        boolean measured = rr != null && sys != null && hr != null && temp != null;
        return new Result(measured ? known : null, known, known + unknown, missing, parts);
    }

    /** Respiration rate, per minute. */
    public static int respiration(double perMin) {
        int v = Displayed.whole(perMin);
        if (v <= 8) {
            return 2;
        }
        if (v <= 14) {
            return 0;
        }
        if (v <= 20) {
            return 1;
        }
        return v <= 29 ? 2 : 3;
    }

    /** Systolic pressure, mmHg. */
    public static int systolic(double mmHg) {
        int v = Displayed.whole(mmHg);
        if (v <= 70) {
            return 3;
        }
        if (v <= 80) {
            return 2;
        }
        if (v <= 100) {
            return 1;
        }
        return v <= 199 ? 0 : 2;
    }

    /** Heart rate, per minute. */
    public static int heartRate(double bpm) {
        int v = Displayed.whole(bpm);
        if (v <= 40) {
            return 2;
        }
        if (v <= 50) {
            return 1;
        }
        if (v <= 100) {
            return 0;
        }
        if (v <= 110) {
            return 1;
        }
        return v <= 129 ? 2 : 3;
    }

    /** Temperature, °C. */
    public static int temperature(double celsius) {
        int tenths = Displayed.tenths(celsius);
        return tenths < 350 || tenths >= 385 ? WORST_TEMPERATURE : 0;
    }

    /** Consciousness. */
    public static int consciousness(Acvpu acvpu) {
        return switch (acvpu) {
            case ALERT -> 0;
            case CONFUSION, VOICE -> 1;
            case PAIN -> 2;
            case UNRESPONSIVE -> 3;
        };
    }
}
