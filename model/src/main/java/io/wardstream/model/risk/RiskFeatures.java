package io.wardstream.model.risk;

import io.wardstream.model.ScoreParts;
import io.wardstream.model.risk.RiskPicture.Before;
import io.wardstream.model.risk.RiskPicture.Vitals;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes features of what is known: the only place that does, in the stream as in a backtest. Pure.
 *
 * <p>What was known earlier is kept in tenths of its unit; that is part of the version, too.
 */
public final class RiskFeatures {

    /** The version of {@link RiskFeature} and of how each is worked out. */
    public static final int VERSION = 1;

    /** How often what is known is to be kept for later: nearly an hour, so that charts of about an hour are kept row by row. */
    public static final long KEEP_EVERY_MS = 3_300_000;

    /** What is older is not asked for any more: four hours, and what a chart may be late. */
    public static final long KEEP_FOR_MS = 16_200_000;

    /** About an hour ago: from half an hour to one and a half. */
    private static final long SOON_MS = 1_800_000;

    private static final long LATE_MS = 5_400_000;

    private RiskFeatures() {}

    /**
     * The features, one for each {@link RiskFeature} in its order; NaN where one is unknown, which a feature {@code …Missing}
     * then says, too.
     *
     * @return null if too little is known to predict anything
     */
    public static double @Nullable [] of(RiskPicture picture) {
        Vitals now = picture.vitals();
        Double hr = now.hr();
        Double spo2 = now.spo2();
        Double rr = now.rr();
        Double sys = now.sys();
        if (hr == null || spo2 == null || rr == null || sys == null) {
            return null;
        }
        Map<RiskFeature, Double> known = new EnumMap<>(RiskFeature.class);
        known.put(RiskFeature.HR, hr);
        known.put(RiskFeature.SPO2, spo2);
        known.put(RiskFeature.RR, rr);
        known.put(RiskFeature.SYS, sys);
        put(known, RiskFeature.MAP, RiskFeature.MAP_MISSING, picture.mapMmHg());
        put(known, RiskFeature.TEMP, RiskFeature.TEMP_MISSING, now.temp());
        known.put(RiskFeature.SHOCK_INDEX, hr / sys);
        Boolean oxygen = picture.onOxygen();
        put(
                known,
                RiskFeature.ON_OXYGEN,
                RiskFeature.OXYGEN_MISSING,
                oxygen == null ? null : (Double) (oxygen ? 1.0 : 0.0));
        score(known, now, picture.parts());
        RiskPicture.Course course = picture.lastHour();
        put(known, RiskFeature.HR_SLOPE, RiskFeature.HR_SLOPE_MISSING, course.hr());
        put(known, RiskFeature.SPO2_SLOPE, RiskFeature.SPO2_SLOPE_MISSING, course.spo2());
        put(known, RiskFeature.RR_SLOPE, RiskFeature.RR_SLOPE_MISSING, course.rr());
        put(known, RiskFeature.SYS_SLOPE, RiskFeature.SYS_SLOPE_MISSING, course.sys());
        put(known, RiskFeature.TEMP_SLOPE, RiskFeature.TEMP_SLOPE_MISSING, course.temp());
        before(known, now, picture.before());
        double[] features = new double[RiskFeature.ALL.size()];
        for (int i = 0; i < features.length; i++) {
            features[i] = known.getOrDefault(RiskFeature.ALL.get(i), Double.NaN);
        }
        return features;
    }

    private static void score(Map<RiskFeature, Double> known, Vitals now, ScoreParts parts) {
        known.put(RiskFeature.NEWS2, (double) now.news2Min());
        putPart(known, RiskFeature.NEWS2_HR, parts.hr());
        putPart(known, RiskFeature.NEWS2_SPO2, parts.spo2());
        putPart(known, RiskFeature.NEWS2_RR, parts.rr());
        putPart(known, RiskFeature.NEWS2_SYS, parts.sys());
        putPart(known, RiskFeature.NEWS2_TEMP, parts.temp());
    }

    private static void putPart(Map<RiskFeature, Double> known, RiskFeature feature, @Nullable Integer part) {
        if (part != null) {
            known.put(feature, (double) part);
        }
    }

    private static void put(
            Map<RiskFeature, Double> known, RiskFeature feature, RiskFeature missing, @Nullable Double value) {
        if (value != null) {
            known.put(feature, value);
        }
        known.put(missing, value == null ? 1.0 : 0.0);
    }

    private static void before(Map<RiskFeature, Double> known, Vitals now, List<Before> before) {
        List<Before> lastHours = before.stream()
                .filter(each -> each.agoMs() >= SOON_MS && each.agoMs() <= KEEP_FOR_MS)
                .toList();
        Before newest = lastHours.isEmpty() ? null : lastHours.get(lastHours.size() - 1);
        Before hourAgo = newest == null || newest.agoMs() > LATE_MS ? null : newest;
        known.put(RiskFeature.BEFORE_1H_MISSING, hourAgo == null ? 1.0 : 0.0);
        if (hourAgo != null) {
            known.put(RiskFeature.NEWS2_RISE_1H, (double)
                    (now.news2Min() - hourAgo.vitals().news2Min()));
        }
        known.put(RiskFeature.BEFORE_4H_MISSING, lastHours.isEmpty() ? 1.0 : 0.0);
        lastHours.stream()
                .mapToInt(each -> each.vitals().news2Min())
                .min()
                .ifPresent(least -> known.put(RiskFeature.NEWS2_RISE_4H, (double) (now.news2Min() - least)));
        change(known, RiskFeature.HR_CHANGE, now::hr, lastHours, Vitals::hr);
        change(known, RiskFeature.SPO2_CHANGE, now::spo2, lastHours, Vitals::spo2);
        change(known, RiskFeature.RR_CHANGE, now::rr, lastHours, Vitals::rr);
        change(known, RiskFeature.SYS_CHANGE, now::sys, lastHours, Vitals::sys);
        change(known, RiskFeature.TEMP_CHANGE, now::temp, lastHours, Vitals::temp);
        known.put(RiskFeature.TEMP_CHANGE_MISSING, known.containsKey(RiskFeature.TEMP_CHANGE) ? 0.0 : 1.0);
    }

    private static void change(
            Map<RiskFeature, Double> known,
            RiskFeature feature,
            Supplier<@Nullable Double> now,
            List<Before> before,
            Function<Vitals, @Nullable Double> vital) {
        double[] values = before.stream()
                .map(each -> vital.apply(each.vitals()))
                .filter(value -> value != null)
                .mapToDouble(value -> value)
                .sorted()
                .toArray();
        Double value = now.get();
        if (value == null || values.length == 0) {
            return;
        }
        int middle = values.length / 2;
        double median = values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
        known.put(feature, value - median);
    }
}
