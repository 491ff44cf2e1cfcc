package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.time.Duration;
import java.util.List;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;

/** Blood begins to run, and within an hour temperature, pressure or heart rate move as in a reaction. The clamp is not touched for it. */
public final class TransfusionReaction implements BothStreams {

    public static final PatternCard CARD = new PatternCard(
            "TransfusionReaction",
            1,
            "TRANSFUSION",
            "Vital signs as in a transfusion reaction",
            Priority.HIGH,
            AlarmKind.PHYSIOLOGICAL,
            true,
            About.SUBJECT,
            "A reaction is stopped by stopping the blood: by hand, at the bed.",
            "temperature up by 1 °C, systolic pressure down by 30 mmHg or heart rate up by 20 /min within "
                    + "60 min of the start: clinical catalogue X3 (general knowledge, not from a source that was "
                    + "read)",
            "blood in a line that is not registered with it");

    static final SettingKey TEMP_RISE =
            new SettingKey("TransfusionReaction.tempRise", "Cel", 1, 0.5, 3, "rise of the temperature since the start");
    static final SettingKey SYS_FALL = new SettingKey(
            "TransfusionReaction.sysFall", "mm[Hg]", 30, 10, 80, "fall of the systolic pressure since the start");
    static final SettingKey HR_RISE =
            new SettingKey("TransfusionReaction.hrRise", "/min", 20, 10, 80, "rise of the heart rate since the start");

    static final long WITHIN_MS = 3_600_000;

    /**
     * The numbers.
     *
     * @param tempRise rise of the temperature since the start, Cel
     * @param sysFall fall of the systolic pressure since the start, mm[Hg]
     * @param hrRise rise of the heart rate since the start, /min
     */
    public record Limits(double tempRise, double sysFall, double hrRise) {

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(settings.get(TEMP_RISE), settings.get(SYS_FALL), settings.get(HR_RISE));
        }
    }

    @Override
    public PatternCard card() {
        return CARD;
    }

    @Override
    public Pattern<Sign, ?> pattern() {
        return Pattern.<Sign>begin("blood-begins-to-run", AfterMatchSkipStrategy.noSkip())
                .where(Signs.are(SignKind.TRANSFUSION_STARTED))
                .followedByAny("vital-signs-shift")
                .where(Signs.sinceStage("blood-begins-to-run", SignKind.VITALS_SHIFTED))
                .within(Duration.ofMillis(WITHIN_MS));
    }

    @Override
    public boolean clearedBy(Sign sign) {
        return sign.kind() == SignKind.VITALS_SETTLED;
    }

    @Override
    public List<SettingKey> settings() {
        return List.of(TEMP_RISE, SYS_FALL, HR_RISE);
    }
}
