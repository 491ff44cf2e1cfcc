package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;

/** An infusion has failed while the patient is in shock, whichever came first. The clamp is not touched for it. */
public final class IvFailureWithShock implements BothStreams {

    public static final PatternCard CARD = new PatternCard(
            "IvFailureWithShock",
            1,
            "IV_AND_SHOCK",
            "Infusion has failed and the patient is in shock",
            Priority.HIGH,
            AlarmKind.PHYSIOLOGICAL,
            true,
            About.SUBJECT,
            "The patient who needs the fluid most does not get it, or gets it far too fast.",
            "a bag that is empty, does not run or runs freely, with a mean pressure below 65 mmHg or a shock index of 1.0:"
                    + " clinical catalogue X1, where they must come within 10 min of each other; here both must hold,"
                    + " however long the one has. Changeovers of pumps were followed by changes of the mean pressure by"
                    + " more than 25 % in 15 % of cases",
            "a line that is not weighed");

    private static final long LONGEST_MS = 43_200_000;

    private static final Set<SignKind> FAILURES = Set.of(SignKind.BAG_EMPTY, SignKind.FLOW_STOPPED, SignKind.FREE_FLOW);

    private static final Map<SignKind, Set<SignKind>> OTHER = Map.of(
            SignKind.SHOCK, FAILURES,
            SignKind.BAG_EMPTY, Set.of(SignKind.SHOCK),
            SignKind.FLOW_STOPPED, Set.of(SignKind.SHOCK),
            SignKind.FREE_FLOW, Set.of(SignKind.SHOCK));

    private static final Map<SignKind, Set<SignKind>> PUT_RIGHT_BY = Map.of(
            SignKind.SHOCK, Set.of(SignKind.SHOCK_OVER),
            SignKind.BAG_EMPTY, Set.of(SignKind.BAG_CHANGED, SignKind.LEVEL_RESTORED),
            SignKind.FLOW_STOPPED, Set.of(SignKind.BAG_CHANGED, SignKind.FLOW_RESUMED),
            SignKind.FREE_FLOW, Set.of(SignKind.BAG_CHANGED, SignKind.FREE_FLOW_OVER));

    @Override
    public PatternCard card() {
        return CARD;
    }

    @Override
    public Pattern<Sign, ?> pattern() {
        return Pattern.<Sign>begin("one-goes-wrong", AfterMatchSkipStrategy.noSkip())
                .where(Signs.are(SignKind.BAG_EMPTY, SignKind.FLOW_STOPPED, SignKind.FREE_FLOW, SignKind.SHOCK))
                .notFollowedBy("that-is-put-right")
                .where(Signs.goesWith("one-goes-wrong", PUT_RIGHT_BY))
                .followedByAny("so-does-the-other")
                .where(Signs.goesWith("one-goes-wrong", OTHER))
                // Only a bound on state: a shock that nobody measures for an hour is over by itself.
                .within(Duration.ofMillis(LONGEST_MS));
    }

    @Override
    public boolean clearedBy(Sign sign) {
        return sign.kind() == SignKind.SHOCK_OVER;
    }

    @Override
    public List<SettingKey> settings() {
        return List.of();
    }
}
