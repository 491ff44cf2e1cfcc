package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.Set;

/** Vital signs and score as in sepsis, in two evaluations. */
public final class SepsisSuspected extends Assessed {

    public static final PatternCard CARD = new PatternCard(
            "SepsisSuspected",
            1,
            "SEPSIS",
            "Vital signs as in sepsis",
            Priority.MEDIUM,
            AlarmKind.PHYSIOLOGICAL,
            false,
            About.SUBJECT,
            "Sepsis kills by the hour: somebody should think of it and screen.",
            "two of the three qSOFA criteria, or two of the SIRS criteria that can be seen at a bed with "
                    + "NEWS2 of 5 or more; once in 12 h, over after 2 h: clinical catalogue V18. qSOFA alone is no "
                    + "screen (Surviving Sepsis Campaign 2021)",
            "blood values; an infection; a patient whose consciousness nobody told");

    static final SettingKey QSOFA =
            new SettingKey("SepsisSuspected.qsofa", "1", 2, 1, 3, "qSOFA criteria that suffice");
    static final SettingKey SIRS =
            new SettingKey("SepsisSuspected.sirs", "1", 2, 2, 3, "SIRS criteria that suffice with the score");
    static final SettingKey NEWS2 =
            new SettingKey("SepsisSuspected.news2", "{score}", 5, 3, 12, "NEWS2 total from which SIRS counts");
    static final SettingKey ONCE_MS = new SettingKey(
            "SepsisSuspected.onceMs", "ms", 43_200_000, 3_600_000, 86_400_000, "how long it is not said again");
    static final SettingKey OVER_MS = new SettingKey(
            "SepsisSuspected.overMs", "ms", 7_200_000, 600_000, 43_200_000, "how long it must be over to end");

    /**
     * The numbers.
     *
     * @param qsofa qSOFA criteria that suffice
     * @param sirs SIRS criteria that suffice with the score
     * @param news2 NEWS2 total from which SIRS counts, {score}
     * @param onceMs how long it is not said again, ms
     * @param overMs how long it must be over to end, ms
     */
    public record Limits(int qsofa, int sirs, int news2, long onceMs, long overMs) {

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(
                    settings.count(QSOFA),
                    settings.count(SIRS),
                    settings.count(NEWS2),
                    settings.millis(ONCE_MS),
                    settings.millis(OVER_MS));
        }
    }

    public SepsisSuspected() {
        super(
                CARD,
                "vital-signs-are-as-in-sepsis",
                Set.of(SignKind.SEPSIS_SUSPECTED),
                Set.of(SignKind.SEPSIS_UNLIKELY),
                List.of(QSOFA, SIRS, NEWS2, ONCE_MS, OVER_MS));
    }
}
