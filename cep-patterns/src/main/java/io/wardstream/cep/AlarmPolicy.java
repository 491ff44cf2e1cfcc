package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The times of an alarm's life: who is called when, how long an acknowledgement or a pause holds, when a trouble that
 * is over may raise again. It is no pattern: it is what becomes of what the patterns find.
 *
 * <p>The ladder of calls (clinical document, section 6; design defaults, to be confirmed by the hospital's alarm
 * committee). Tier 0, the assigned nurse, is called when the alarm is raised.
 */
public final class AlarmPolicy {

    private static final double HOUR_MS = 3_600_000;

    static final SettingKey HIGH_TIER_1_MS =
            ladder("highTier1Ms", 60_000, HOUR_MS, "HIGH and not acknowledged: when the buddy nurse is called");
    static final SettingKey HIGH_TIER_2_MS =
            ladder("highTier2Ms", 120_000, HOUR_MS, "HIGH and not acknowledged: when the charge nurse is called");
    static final SettingKey HIGH_TIER_3_MS = ladder(
            "highTier3Ms",
            240_000,
            HOUR_MS,
            "HIGH and not acknowledged: when the rapid response team or a physician is called");
    static final SettingKey HIGH_TIER_4_MS = ladder(
            "highTier4Ms", 600_000, HOUR_MS, "HIGH and not acknowledged: when supervisor and operations are called");
    static final SettingKey MEDIUM_TIER_1_MS =
            ladder("mediumTier1Ms", 180_000, 4 * HOUR_MS, "the same for MEDIUM alarms of the body: buddy nurse");
    static final SettingKey MEDIUM_TIER_2_MS =
            ladder("mediumTier2Ms", 360_000, 4 * HOUR_MS, "the same for MEDIUM alarms of the body: charge nurse");
    static final SettingKey MEDIUM_TIER_3_MS = ladder(
            "mediumTier3Ms",
            900_000,
            4 * HOUR_MS,
            "the same for MEDIUM alarms of the body: rapid response team or physician");
    static final SettingKey MEDIUM_TIER_4_MS = ladder(
            "mediumTier4Ms",
            1_800_000,
            4 * HOUR_MS,
            "the same for MEDIUM alarms of the body: supervisor and operations");
    static final SettingKey LOW_TIER_2_MS = ladder(
            "lowTier2Ms",
            900_000,
            24 * HOUR_MS,
            "the same for LOW alarms, and technical ones that are not HIGH: charge nurse");
    static final SettingKey LOW_TIER_4_MS = ladder(
            "lowTier4Ms",
            HOUR_MS,
            24 * HOUR_MS,
            "the same for LOW alarms, and technical ones that are not HIGH: supervisor and operations");
    static final SettingKey HOLD_HIGH_MS = new SettingKey(
            "AlarmPolicy.holdHighMs",
            "ms",
            300_000,
            60_000,
            HOUR_MS,
            "how long the acknowledgement of a HIGH alarm holds before it calls again (design default)");
    static final SettingKey HOLD_MEDIUM_MS = new SettingKey(
            "AlarmPolicy.holdMediumMs",
            "ms",
            900_000,
            60_000,
            4 * HOUR_MS,
            "how long the acknowledgement of a MEDIUM alarm holds (design default)");
    static final SettingKey HOLD_LOW_MS = new SettingKey(
            "AlarmPolicy.holdLowMs",
            "ms",
            HOUR_MS,
            60_000,
            24 * HOUR_MS,
            "how long the acknowledgement of a LOW alarm or of an advisory holds (design default)");
    static final SettingKey SILENCE_MS = new SettingKey(
            "AlarmPolicy.silenceMs",
            "ms",
            120_000,
            30_000,
            300_000,
            "how long an alarm's sound is paused (the usual audio pause; monitors offer 30 s to 5 min)");
    static final SettingKey REARM_MS = new SettingKey(
            "AlarmPolicy.rearmMs",
            "ms",
            60_000,
            0,
            600_000,
            "how long after its end a trouble that comes back must last to raise again, unless it is HIGH (design default)");
    static final SettingKey RETENTION_MS = new SettingKey(
            "AlarmPolicy.retentionMs",
            "ms",
            HOUR_MS,
            HOUR_MS,
            24 * HOUR_MS,
            "how long a closed alarm is remembered, so that a replay does not raise it again and a flood is seen");

    /** The settings, for the catalogue. */
    static final List<SettingKey> SETTINGS = List.of(
            HIGH_TIER_1_MS,
            HIGH_TIER_2_MS,
            HIGH_TIER_3_MS,
            HIGH_TIER_4_MS,
            MEDIUM_TIER_1_MS,
            MEDIUM_TIER_2_MS,
            MEDIUM_TIER_3_MS,
            MEDIUM_TIER_4_MS,
            LOW_TIER_2_MS,
            LOW_TIER_4_MS,
            HOLD_HIGH_MS,
            HOLD_MEDIUM_MS,
            HOLD_LOW_MS,
            SILENCE_MS,
            REARM_MS,
            RETENTION_MS);

    private AlarmPolicy() {}

    private static SettingKey ladder(String name, double defaultMs, double maxMs, String meaning) {
        return new SettingKey("AlarmPolicy." + name, "ms", defaultMs, 0, maxMs, meaning + " (design default)");
    }

    /** Who stands on a tier, for people. */
    public static String tierName(int tier) {
        return switch (tier) {
            case 0 -> "assigned nurse";
            case 1 -> "buddy nurse";
            case 2 -> "charge nurse";
            case 3 -> "rapid response team or physician";
            case 4 -> "supervisor and operations";
            default -> "tier " + tier;
        };
    }

    /**
     * One step of a ladder.
     *
     * @param tier who is called
     * @param afterMs how long after the alarm's start, ms
     */
    public record Rung(int tier, long afterMs) {}

    /**
     * Who is called when, if nobody acknowledges. A tier is never called later than a higher one: a site that wants the
     * physician at once need not shorten the times of the others, and loses no call.
     *
     * @param rungs from the lowest tier to the highest
     */
    public record Ladder(List<Rung> rungs) {

        public Ladder {
            List<Rung> inOrder = new ArrayList<>(rungs);
            for (int i = inOrder.size() - 2; i >= 0; i--) {
                Rung rung = inOrder.get(i);
                Rung higher = inOrder.get(i + 1);
                if (rung.tier() >= higher.tier()) {
                    throw new IllegalArgumentException("A ladder goes up: " + rungs);
                }
                inOrder.set(i, new Rung(rung.tier(), Math.min(rung.afterMs(), higher.afterMs())));
            }
            rungs = List.copyOf(inOrder);
        }

        /** The next step from a tier, or null at the top. */
        public @Nullable Rung above(int tier) {
            for (Rung rung : rungs) {
                if (rung.tier() > tier) {
                    return rung;
                }
            }
            return null;
        }

        /** How long after the start this tier is reached, ms; on a tier that the ladder leaves out, the one below. */
        public long reachedAfterMs(int tier) {
            long reached = 0;
            for (Rung rung : rungs) {
                if (rung.tier() <= tier) {
                    reached = rung.afterMs();
                }
            }
            return reached;
        }
    }

    /**
     * The times in force for one subject, in ward milliseconds.
     *
     * @param high the ladder of HIGH alarms, of the body or of equipment
     * @param medium the ladder of MEDIUM alarms of the body
     * @param low the ladder of LOW alarms, and of technical ones that are not HIGH
     * @param holds how long an acknowledgement holds
     * @param silenceMs how long a pause of the sound lasts
     * @param rearmMs how long after its end a trouble must last to raise again, unless it is HIGH
     * @param retentionMs how long a closed alarm is remembered
     * @param graceMs how much later than it is due a tier is called: an answer in the last moment counts (design D1)
     */
    public record Limits(
            Ladder high,
            Ladder medium,
            Ladder low,
            Holds holds,
            long silenceMs,
            long rearmMs,
            long retentionMs,
            long graceMs) {

        private static final Ladder NOBODY = new Ladder(List.of());

        /** The times in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(
                    new Ladder(List.of(
                            new Rung(1, settings.millis(HIGH_TIER_1_MS)),
                            new Rung(2, settings.millis(HIGH_TIER_2_MS)),
                            new Rung(3, settings.millis(HIGH_TIER_3_MS)),
                            new Rung(4, settings.millis(HIGH_TIER_4_MS)))),
                    new Ladder(List.of(
                            new Rung(1, settings.millis(MEDIUM_TIER_1_MS)),
                            new Rung(2, settings.millis(MEDIUM_TIER_2_MS)),
                            new Rung(3, settings.millis(MEDIUM_TIER_3_MS)),
                            new Rung(4, settings.millis(MEDIUM_TIER_4_MS)))),
                    new Ladder(List.of(
                            new Rung(2, settings.millis(LOW_TIER_2_MS)), new Rung(4, settings.millis(LOW_TIER_4_MS)))),
                    new Holds(
                            settings.millis(HOLD_HIGH_MS),
                            settings.millis(HOLD_MEDIUM_MS),
                            settings.millis(HOLD_LOW_MS)),
                    settings.millis(SILENCE_MS),
                    settings.millis(REARM_MS),
                    settings.millis(RETENTION_MS),
                    settings.millis(Waits.GRACE_MS));
        }

        /** The ladder of an alarm. An advisory has none: it is information, and nobody is called for it. */
        public Ladder ladder(Priority priority, AlarmKind kind) {
            return switch (priority) {
                case HIGH -> high;
                case MEDIUM -> kind == AlarmKind.TECHNICAL ? low : medium;
                case LOW -> low;
                case ADVISORY -> NOBODY;
            };
        }
    }

    /**
     * How long an acknowledgement holds, by the alarm's priority.
     *
     * @param highMs of a HIGH alarm, ms
     * @param mediumMs of a MEDIUM alarm, ms
     * @param lowMs of a LOW alarm or an advisory, ms
     */
    public record Holds(long highMs, long mediumMs, long lowMs) {

        /** How long it holds, ms. */
        public long ms(Priority priority) {
            return switch (priority) {
                case HIGH -> highMs;
                case MEDIUM -> mediumMs;
                case LOW, ADVISORY -> lowMs;
            };
        }
    }
}
