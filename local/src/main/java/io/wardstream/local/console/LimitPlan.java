package io.wardstream.local.console;

import io.wardstream.cep.PatternCatalogue;
import io.wardstream.cep.SettingKey;
import io.wardstream.model.ScoreInput;
import io.wardstream.model.Time;
import io.wardstream.model.rules.AutoLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Limits for one patient, proposed from what is measured now by the formula of {@link AutoLimits}, and brought into the bounds
 * that nobody may pass. A pure function: it sets nothing.
 *
 * @param proposals the limits, lower and upper of each vital
 * @param left which vitals' limits are left as they are and why, a sentence each
 */
public record LimitPlan(List<Proposal> proposals, List<String> left) {

    /** An older value is not what the patient is like now; the project's design. */
    public static final long NEWEST_MS = 900_000;

    private static final long MS_PER_MIN = 60_000;

    public LimitPlan {
        proposals = List.copyOf(proposals);
        left = List.copyOf(left);
    }

    /**
     * A proposed limit.
     *
     * @param key which limit
     * @param input the value that it was made from
     * @param formula what the formula gives, in the key's unit
     * @param value that, brought into the key's bounds
     * @param outside whether the value is beyond it already
     */
    public record Proposal(SettingKey key, ScoreInput input, int formula, double value, boolean outside) {

        /** What a person should know before believing it; empty if nothing. */
        public String note() {
            List<String> notes = new ArrayList<>();
            if (formula != value) {
                notes.add(formula + " by the formula, " + Text.number(value) + " is the bound");
            }
            if (outside) {
                notes.add("the patient is beyond it now");
            }
            return String.join("; ", notes);
        }
    }

    private enum Vital {
        HEART_RATE("hr", "heart rate", "HeartRateOutOfRange.lowBpm", "HeartRateOutOfRange.highBpm"),
        RESPIRATION("rr", "respiration", "RespirationOutOfRange.low", "RespirationOutOfRange.high"),
        SYSTOLIC("sys", "systolic pressure", "SystolicOutOfRange.low", "SystolicOutOfRange.high");

        private final String parameter;
        private final String words;
        private final SettingKey low;
        private final SettingKey high;

        Vital(String parameter, String words, String low, String high) {
            this.parameter = parameter;
            this.words = words;
            this.low = Objects.requireNonNull(PatternCatalogue.settingKey(low), low);
            this.high = Objects.requireNonNull(PatternCatalogue.settingKey(high), high);
        }

        private DoubleFunction<AutoLimits.@Nullable Range> formula() {
            return switch (this) {
                case HEART_RATE -> AutoLimits::heartRate;
                case RESPIRATION -> AutoLimits::respiration;
                case SYSTOLIC -> AutoLimits::systolic;
            };
        }
    }

    /**
     * The plan for what a score was made of.
     *
     * @param inputs of the patient's newest score
     * @param nowMs the time there
     */
    public static LimitPlan of(List<ScoreInput> inputs, @Time long nowMs) {
        List<Proposal> proposals = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (Vital vital : Vital.values()) {
            ScoreInput input = inputs.stream()
                    .filter(each -> each.parameter().equals(vital.parameter))
                    .findFirst()
                    .orElse(null);
            if (input == null) {
                left.add(vital.words + ": no value");
            } else if (nowMs - input.at() > NEWEST_MS) {
                left.add(vital.words + ": measured " + (nowMs - input.at()) / MS_PER_MIN + " min ago");
            } else {
                propose(vital, input, proposals, left);
            }
        }
        return new LimitPlan(proposals, left);
    }

    private static void propose(Vital vital, ScoreInput input, List<Proposal> proposals, List<String> left) {
        AutoLimits.Range range = vital.formula().apply(input.value());
        if (range == null) {
            left.add(vital.words + ": at " + Text.number(input.value(), vital.low.unit())
                    + " the formula has no range; a person sets it by hand");
            return;
        }
        double low = bounded(vital.low, range.low());
        double high = bounded(vital.high, range.high());
        proposals.add(new Proposal(vital.low, input, range.low(), low, input.value() < low));
        proposals.add(new Proposal(vital.high, input, range.high(), high, input.value() > high));
    }

    private static double bounded(SettingKey key, int proposed) {
        return Math.min(key.max(), Math.max(key.min(), proposed));
    }
}
