package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.time.Duration;
import java.util.List;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;

/** Much fluid runs in, and within an hour breathing gets faster and saturation falls. */
public final class FluidOverload implements BothStreams {

    public static final PatternCard CARD = new PatternCard(
            "FluidOverload",
            1,
            "FLUID_OVERLOAD",
            "Much fluid, and breathing gets worse",
            Priority.MEDIUM,
            AlarmKind.PHYSIOLOGICAL,
            false,
            About.SUBJECT,
            "Fluid that the heart cannot carry ends up in the lungs.",
            "free flow, or more than was ordered; then respiration up by 5 /min and saturation down by 3 "
                    + "% within 60 min: clinical catalogue X2 (general knowledge, not from a source that was read)",
            "fluid that is not weighed");

    static final SettingKey RR_RISE =
            new SettingKey("FluidOverload.rrRise", "/min", 5, 2, 20, "rise of the respiration rate");
    static final SettingKey SPO2_FALL =
            new SettingKey("FluidOverload.spo2Fall", "%", 3, 1, 10, "fall of the saturation");

    static final long WITHIN_MS = 3_600_000;

    /**
     * The numbers.
     *
     * @param rrRise rise of the respiration rate, /min
     * @param spo2Fall fall of the saturation, %
     */
    public record Limits(double rrRise, double spo2Fall) {

        /** The numbers in force. */
        public static Limits from(SettingsView settings) {
            return new Limits(settings.get(RR_RISE), settings.get(SPO2_FALL));
        }
    }

    @Override
    public PatternCard card() {
        return CARD;
    }

    @Override
    public Pattern<Sign, ?> pattern() {
        return Pattern.<Sign>begin("much-fluid-runs-in", AfterMatchSkipStrategy.noSkip())
                .where(Signs.are(SignKind.FREE_FLOW, SignKind.VOLUME_OVER))
                .followedByAny("breathing-gets-worse")
                .where(Signs.sinceStage("much-fluid-runs-in", SignKind.BREATHING_WORSE))
                .within(Duration.ofMillis(WITHIN_MS));
    }

    @Override
    public boolean clearedBy(Sign sign) {
        return sign.kind() == SignKind.BREATHING_BETTER;
    }

    @Override
    public List<SettingKey> settings() {
        return List.of(RR_RISE, SPO2_FALL);
    }
}
