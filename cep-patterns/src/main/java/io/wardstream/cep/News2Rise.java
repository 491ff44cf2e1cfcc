package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.Set;

/** The NEWS2 total rose fast, at whatever level. */
public final class News2Rise extends Assessed {

    public static final PatternCard CARD = new PatternCard(
            "News2Rise",
            1,
            "NEWS2_RISE",
            "NEWS2 is rising",
            Priority.MEDIUM,
            AlarmKind.PHYSIOLOGICAL,
            false,
            About.SUBJECT,
            "How fast a score rises says more than how high it is: somebody should look earlier.",
            "2 points in 60 min or 3 in 4 h, steady for 2 h to end it: design defaults (clinical " + "catalogue V15)",
            "what the score cannot see");

    static final SettingKey FAST =
            new SettingKey("News2Rise.fast", "{score}", 2, 1, 10, "rise within an hour that is fast");
    static final SettingKey SLOW =
            new SettingKey("News2Rise.slow", "{score}", 3, 2, 12, "rise within four hours that is fast");
    static final SettingKey STEADY_MS = new SettingKey(
            "News2Rise.steadyMs", "ms", 7_200_000, 600_000, 28_800_000, "how long it must not have risen to end it");

    /**
     * The numbers.
     *
     * @param fast rise within an hour that is fast, {score}
     * @param slow rise within four hours that is fast, {score}
     * @param steadyMs how long it must not have risen to end it, ms
     */
    public record Limits(int fast, int slow, long steadyMs) {

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(settings.count(FAST), settings.count(SLOW), settings.millis(STEADY_MS));
        }
    }

    public News2Rise() {
        super(
                CARD,
                "score-rises-fast",
                Set.of(SignKind.NEWS2_ROSE),
                Set.of(SignKind.NEWS2_STEADY),
                List.of(FAST, SLOW, STEADY_MS));
    }
}
