package io.wardstream.model.risk;

import java.util.List;
import java.util.Locale;

/**
 * What a model of the risk may weigh, in the order in which it is given. Together they are {@link RiskFeatures#VERSION}: a
 * feature that is added, taken away, moved or worked out otherwise makes a new version, and models of the old one are refused.
 *
 * <p>{@code …Missing} is 1 where something could not be known, else 0. Heart rate, saturation, respiration and systolic
 * pressure have none: without them nothing is predicted.
 */
public enum RiskFeature {
    /** The heart rate as the score took it. */
    HR("hrBpm", "heart rate", "/min"),
    SPO2("spo2Pct", "saturation", "%"),
    RR("rrPerMin", "respiration", "/min"),
    SYS("sysMmHg", "systolic pressure", "mmHg"),
    MAP("mapMmHg", "mean pressure", "mmHg"),
    TEMP("tempC", "temperature", "°C"),
    /** Heart rate over systolic pressure. */
    SHOCK_INDEX("shockIndex", "shock index", ""),
    /** 1 with oxygen, 0 without. */
    ON_OXYGEN("onOxygen", "oxygen is given"),
    /** The least that the NEWS2 can be. */
    NEWS2("news2Min", "NEWS2", ""),
    NEWS2_HR("news2Hr", "NEWS2 of the heart rate", ""),
    NEWS2_SPO2("news2Spo2", "NEWS2 of the saturation", ""),
    NEWS2_RR("news2Rr", "NEWS2 of the respiration", ""),
    NEWS2_SYS("news2Sys", "NEWS2 of the pressure", ""),
    NEWS2_TEMP("news2Temp", "NEWS2 of the temperature", ""),
    /** By how much the NEWS2 is above what it was about an hour ago. */
    NEWS2_RISE_1H("news2Rise1h", "NEWS2 in 1 h", "more"),
    /** By how much it is above its least of the last four hours. */
    NEWS2_RISE_4H("news2Rise4h", "NEWS2 in 4 h", "more"),
    /** Robust slopes of the last hour, as the change in that hour. */
    HR_SLOPE("hrSlope1h", "heart rate in 1 h", "/min more"),
    SPO2_SLOPE("spo2Slope1h", "saturation in 1 h", "% more"),
    RR_SLOPE("rrSlope1h", "respiration in 1 h", "/min more"),
    SYS_SLOPE("sysSlope1h", "systolic pressure in 1 h", "mmHg more"),
    TEMP_SLOPE("tempSlope1h", "temperature in 1 h", "°C more"),
    /** Now less the median of what it was once an hour in the last four. */
    HR_CHANGE("hrChange4h", "heart rate against the last 4 h", "/min more"),
    SPO2_CHANGE("spo2Change4h", "saturation against the last 4 h", "% more"),
    RR_CHANGE("rrChange4h", "respiration against the last 4 h", "/min more"),
    SYS_CHANGE("sysChange4h", "systolic pressure against the last 4 h", "mmHg more"),
    TEMP_CHANGE("tempChange4h", "temperature against the last 4 h", "°C more"),
    MAP_MISSING("mapMissing", "mean pressure unknown"),
    TEMP_MISSING("tempMissing", "temperature unknown"),
    OXYGEN_MISSING("onOxygenMissing", "oxygen unknown"),
    HR_SLOPE_MISSING("hrSlope1hMissing", "no course of the heart rate"),
    SPO2_SLOPE_MISSING("spo2Slope1hMissing", "no course of the saturation"),
    RR_SLOPE_MISSING("rrSlope1hMissing", "no course of the respiration"),
    SYS_SLOPE_MISSING("sysSlope1hMissing", "no course of the pressure"),
    TEMP_SLOPE_MISSING("tempSlope1hMissing", "no course of the temperature"),
    /** About an hour ago nothing was predicted, so there is nothing to compare with. */
    BEFORE_1H_MISSING("before1hMissing", "nothing known of an hour ago"),
    /** The same of the last four hours. */
    BEFORE_4H_MISSING("before4hMissing", "nothing known of the last 4 h"),
    TEMP_CHANGE_MISSING("tempChange4hMissing", "no temperature of the last 4 h");

    /** All of them, in order. */
    public static final List<RiskFeature> ALL = List.of(values());

    private static final List<String> NAMES =
            ALL.stream().map(RiskFeature::featureName).toList();

    private final String featureName;
    private final String words;
    private final String unit;
    private final boolean flag;

    RiskFeature(String featureName, String words, String unit) {
        this.featureName = featureName;
        this.words = words;
        this.unit = unit;
        this.flag = false;
    }

    RiskFeature(String featureName, String words) {
        this.featureName = featureName;
        this.words = words;
        this.unit = "";
        this.flag = true;
    }

    /** All names, in order. */
    public static List<String> names() {
        return NAMES;
    }

    /** Its place among the features of an instant. */
    public int place() {
        return ALL.indexOf(this);
    }

    /** Its name in model files and in the features of a backtest; the unit at its end. */
    public String featureName() {
        return featureName;
    }

    /** A value of it, for people. */
    String say(double value) {
        if (flag) {
            return value >= 0.5 ? words : "not: " + words;
        }
        String number = String.format(Locale.ROOT, this == SHOCK_INDEX ? "%.2f" : "%.1f", value);
        String plain = number.endsWith(".0") ? number.substring(0, number.length() - 2) : number;
        return words + " " + plain + (unit.isEmpty() ? "" : " " + unit);
    }
}
