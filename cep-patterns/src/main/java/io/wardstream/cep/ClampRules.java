package io.wardstream.cep;

import java.util.List;

/**
 * What a site may set about closing clamps. The interlocks themselves are not settings: nobody can switch one off.
 *
 * @param lockoutMs how long after staff opened a clamp the system does not close it, ms
 * @param resuscitationMs how long resuscitation keeps clamps open if nobody says that it has ended, ms
 * @param flowFallsMs how long after a clamp has closed the flow is watched, ms
 * @param hypotensionMmHg systolic pressure of the patient below which no clamp is closed, mmHg
 * @param pressureValidMs how long a measured pressure counts for that, ms: as long as for a score
 * @param closeWhenHypotensive whether it is closed all the same
 * @param shadow whether decisions are published and nothing is sent
 */
public record ClampRules(
        long lockoutMs,
        long resuscitationMs,
        long flowFallsMs,
        double hypotensionMmHg,
        long pressureValidMs,
        boolean closeWhenHypotensive,
        boolean shadow) {

    static final SettingKey LOCKOUT_MS = new SettingKey(
            "Clamp.lockoutMs",
            "ms",
            600_000,
            60_000,
            86_400_000,
            "how long after staff opened a clamp the system does not close it; interlock 8 of the project's clamp rules");
    static final SettingKey RESUSCITATION_MS = new SettingKey(
            "Clamp.resuscitationMs",
            "ms",
            7_200_000,
            600_000,
            86_400_000,
            "how long resuscitation keeps clamps open if nobody says that it has ended");
    static final SettingKey FLOW_FALLS_MS = new SettingKey(
            "Clamp.flowFallsMs",
            "ms",
            120_000,
            30_000,
            900_000,
            "how long after a clamp has closed its flow is watched: it must have fallen by then");
    static final SettingKey SHADOW = new SettingKey(
            "Clamp.shadow",
            "1",
            0,
            0,
            1,
            "1: decisions to close are published as WOULD_CLOSE and nothing is sent; for the first weeks of a site, a ward or"
                    + " a line");

    static final SettingKey HYPOTENSION = new SettingKey(
            "Clamp.hypotensionMmHg",
            "mm[Hg]",
            90,
            60,
            120,
            "newest systolic pressure of the patient below which no clamp is closed; interlock 5 of the project's clamp rules");
    static final SettingKey CLOSE_WHEN_HYPOTENSIVE = new SettingKey(
            "Clamp.closeWhenHypotensive",
            "1",
            0,
            0,
            1,
            "1: a clinician allows that a clamp is closed although the patient's pressure is low");

    /** The settings. */
    static final List<SettingKey> SETTINGS =
            List.of(LOCKOUT_MS, RESUSCITATION_MS, FLOW_FALLS_MS, HYPOTENSION, CLOSE_WHEN_HYPOTENSIVE, SHADOW);

    /** The rules in force. */
    public static ClampRules from(SettingsView settings) {
        return new ClampRules(
                settings.millis(LOCKOUT_MS),
                settings.millis(RESUSCITATION_MS),
                settings.millis(FLOW_FALLS_MS),
                settings.get(HYPOTENSION),
                settings.millis(VitalsValidity.CUFF_MS),
                settings.get(CLOSE_WHEN_HYPOTENSIVE) >= 0.5,
                settings.get(SHADOW) >= 0.5);
    }
}
