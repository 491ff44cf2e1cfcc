package io.wardstream.model.rules;

import io.wardstream.model.Acvpu;
import io.wardstream.model.ScoreParts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The National Early Warning Score 2 (Royal College of Physicians, 2017, charts 1 and 4), for patients of 16 years and
 * more who are not pregnant.
 *
 * <p>Bands are defined on displayed values: whole numbers, and one decimal for the temperature. Values are therefore
 * rounded half up before they are banded: 36.05 °C is 36.1 and scores 0, 36.04 °C is 36.0 and scores 1.
 *
 * <p>What is not known is never taken for normal in silence: the result gives the total, the least and the most that the
 * total could be, and what was missing. Two things are assumed in the total and said to be missing all the same: a patient of
 * whom nobody has told us breathes air, and is alert. Few bedside devices report oxygen, and none can see confusion.
 */
public final class News2 {

    /** From this total on the response is urgent (chart 4). */
    public static final int MEDIUM_THRESHOLD = 5;

    /** From this total on the response is an emergency (chart 4). */
    public static final int HIGH_THRESHOLD = 7;

    /** Above this percentage of inspired oxygen the patient is on supplemental oxygen; air has 20.9. */
    public static final double AIR_FIO2_PCT = 21;

    private static final int RED = 3;

    private News2() {}

    /** Which saturation scale is in use. */
    public enum Spo2Scale {
        /** For everybody, unless scale 2 was prescribed. */
        SCALE_1,
        /** Only for confirmed hypercapnic respiratory failure with a prescribed target of 88 to 92 %. */
        SCALE_2
    }

    /** The clinical risk of chart 4. */
    public enum Risk {
        LOW,
        /** A score of 3 in a single parameter. */
        LOW_MEDIUM,
        /** A total of 5 or 6: urgent response. */
        MEDIUM,
        /** A total of 7 or more: emergency response. */
        HIGH
    }

    /**
     * What is known of the patient; null where nothing is known, or only something too old.
     *
     * @param rrPerMin respiration rate
     * @param spo2Pct oxygen saturation
     * @param onOxygen whether supplemental oxygen is given; null counts as air in the total and as missing
     * @param sysMmHg systolic blood pressure
     * @param pulseBpm pulse
     * @param acvpu consciousness; null counts as alert in the total and as missing
     * @param tempC temperature
     * @param scale the saturation scale
     */
    public record Observation(
            @Nullable Double rrPerMin,
            @Nullable Double spo2Pct,
            @Nullable Boolean onOxygen,
            @Nullable Double sysMmHg,
            @Nullable Double pulseBpm,
            @Nullable Acvpu acvpu,
            @Nullable Double tempC,
            Spo2Scale scale) {}

    /**
     * The score.
     *
     * @param total the total, or null while one of the five measured vitals is unknown
     * @param min the total if everything unknown were normal
     * @param max the total if everything unknown were at its worst
     * @param missing what is unknown, in the words of {@link ScoreParts}
     * @param parts the sub-scores
     */
    public record Result(@Nullable Integer total, int min, int max, List<String> missing, ScoreParts parts) {

        /** The clinical risk, or null while there is no total. */
        public @Nullable Risk risk() {
            if (total == null) {
                return null;
            }
            if (total >= HIGH_THRESHOLD) {
                return Risk.HIGH;
            }
            if (total >= MEDIUM_THRESHOLD) {
                return Risk.MEDIUM;
            }
            return anyRed() ? Risk.LOW_MEDIUM : Risk.LOW;
        }

        /** Whether a single parameter scores 3. */
        public boolean anyRed() {
            return isRed(parts.rr())
                    || isRed(parts.spo2())
                    || isRed(parts.sys())
                    || isRed(parts.hr())
                    || isRed(parts.acvpu())
                    || isRed(parts.temp());
        }

        private static boolean isRed(@Nullable Integer part) {
            return part != null && part == RED;
        }
    }

    /** Scores an observation. */
    public static Result score(Observation observation) {
        Boolean oxygen = observation.onOxygen();
        boolean onOxygen = oxygen != null && oxygen;
        Double rr = observation.rrPerMin();
        Double spo2 = observation.spo2Pct();
        Double sys = observation.sysMmHg();
        Double pulse = observation.pulseBpm();
        Double temp = observation.tempC();
        Acvpu acvpu = observation.acvpu();
        ScoreParts parts = new ScoreParts(
                rr == null ? null : respiration(rr),
                spo2 == null ? null : saturation(spo2, onOxygen, observation.scale()),
                oxygen == null ? null : oxygen(onOxygen),
                sys == null ? null : systolic(sys),
                pulse == null ? null : pulse(pulse),
                acvpu == null ? null : consciousness(acvpu),
                temp == null ? null : temperature(temp));

        List<String> missing = new ArrayList<>();
        int known = oxygen(onOxygen);
        int unknown = 0;
        boolean vitalMissing = false;
        String[] names = {"rr", "spo2", "sys", "hr", "temp"};
        Integer[] vitals = {parts.rr(), parts.spo2(), parts.sys(), parts.hr(), parts.temp()};
        for (int i = 0; i < vitals.length; i++) {
            Integer part = vitals[i];
            if (part == null) {
                missing.add(names[i]);
                unknown += RED;
                vitalMissing = true;
            } else {
                known += part;
            }
        }
        if (oxygen == null) {
            missing.add("o2");
            // On scale 2 oxygen also makes a high saturation score.
            unknown += oxygen(true)
                    + (spo2 == null
                            ? 0
                            : saturation(spo2, true, observation.scale())
                                    - saturation(spo2, false, observation.scale()));
        }
        Integer consciousness = parts.acvpu();
        if (consciousness == null) {
            missing.add("acvpu");
            unknown += RED;
        } else {
            known += consciousness;
        }
        return new Result(vitalMissing ? null : known, known, known + unknown, missing, parts);
    }

    /** Respiration rate, per minute. */
    public static int respiration(double perMin) {
        int v = Displayed.whole(perMin);
        if (v <= 8) {
            return 3;
        }
        if (v <= 11) {
            return 1;
        }
        if (v <= 20) {
            return 0;
        }
        return v <= 24 ? 2 : 3;
    }

    /** Oxygen saturation, %, on the given scale. */
    public static int saturation(double pct, boolean onOxygen, Spo2Scale scale) {
        int v = Displayed.whole(pct);
        if (scale == Spo2Scale.SCALE_1) {
            if (v <= 91) {
                return 3;
            }
            if (v <= 93) {
                return 2;
            }
            return v <= 95 ? 1 : 0;
        }
        if (v <= 83) {
            return 3;
        }
        if (v <= 85) {
            return 2;
        }
        if (v <= 87) {
            return 1;
        }
        if (v <= 92 || !onOxygen) {
            return 0;
        }
        if (v <= 94) {
            return 1;
        }
        return v <= 96 ? 2 : 3;
    }

    /** Air or supplemental oxygen. */
    public static int oxygen(boolean onOxygen) {
        return onOxygen ? 2 : 0;
    }

    /** Systolic pressure, mmHg. */
    public static int systolic(double mmHg) {
        int v = Displayed.whole(mmHg);
        if (v <= 90) {
            return 3;
        }
        if (v <= 100) {
            return 2;
        }
        if (v <= 110) {
            return 1;
        }
        return v <= 219 ? 0 : 3;
    }

    /** Pulse, per minute. */
    public static int pulse(double bpm) {
        int v = Displayed.whole(bpm);
        if (v <= 40) {
            return 3;
        }
        if (v <= 50) {
            return 1;
        }
        if (v <= 90) {
            return 0;
        }
        if (v <= 110) {
            return 1;
        }
        return v <= 130 ? 2 : 3;
    }

    /** Consciousness. */
    public static int consciousness(Acvpu acvpu) {
        return acvpu == Acvpu.ALERT ? 0 : 3;
    }

    /** Temperature, °C. */
    public static int temperature(double celsius) {
        int tenths = Displayed.tenths(celsius);
        if (tenths <= 350) {
            return 3;
        }
        if (tenths <= 360) {
            return 1;
        }
        if (tenths <= 380) {
            return 0;
        }
        return tenths <= 390 ? 1 : 2;
    }
}
