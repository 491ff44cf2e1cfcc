package io.wardstream.cep;

import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.io.Serial;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.flink.cep.EventComparator;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;

/** The conditions of which patterns are put together, and the order of signs that share an instant. */
public final class Signs {

    private Signs() {}

    /** The sign is one of these. */
    public static SimpleCondition<Sign> are(SignKind first, SignKind... more) {
        Set<SignKind> kinds = EnumSet.of(first, more);
        return SimpleCondition.of(sign -> kinds.contains(sign.kind()));
    }

    /** The sign is the end of a wait that belongs to the episode of an earlier stage. */
    public static IterativeCondition<Sign> timeIsUp(Wait wait, String stage) {
        return new TimeIsUp(wait.id(), stage);
    }

    /** The sign is the end of one of these waits, started by an earlier stage's sign of the same episode. */
    static IterativeCondition<Sign> timeIsUpAfter(String stage, List<Wait> waits) {
        Map<SignKind, String> waitIds = new EnumMap<>(SignKind.class);
        for (SignKind kind : SignKind.values()) {
            for (Wait wait : waits) {
                if (wait.startsOn().test(Sign.bare(kind))) {
                    waitIds.put(kind, wait.id());
                }
            }
        }
        return new TimeIsUpAfter(stage, waitIds);
    }

    /** The sign is one of these, about something that began no earlier than an earlier stage. */
    static IterativeCondition<Sign> sinceStage(String stage, SignKind first, SignKind... more) {
        return new SinceStage(stage, EnumSet.of(first, more));
    }

    /** The sign is one of those that go with an earlier stage's; where both are about a line, about the same. */
    static IterativeCondition<Sign> goesWith(String stage, Map<SignKind, Set<SignKind>> pairs) {
        return new GoesWith(stage, pairs);
    }

    /**
     * At one instant what people did comes before what was waited for: an acknowledgement in the very millisecond in
     * which the time is up still counts.
     */
    public static EventComparator<Sign> order() {
        return new Order();
    }

    private static final class TimeIsUp extends IterativeCondition<Sign> {
        @Serial
        private static final long serialVersionUID = 1;

        private final String waitId;
        private final String stage;

        TimeIsUp(String waitId, String stage) {
            this.waitId = waitId;
            this.stage = stage;
        }

        @Override
        public boolean filter(Sign sign, Context<Sign> context) throws Exception {
            if (sign.kind() != SignKind.TIME_IS_UP || !waitId.equals(sign.waitFor())) {
                return false;
            }
            for (Sign start : context.getEventsForPattern(stage)) {
                if (start.since() == sign.since()) {
                    return true;
                }
            }
            return false;
        }
    }

    private static final class TimeIsUpAfter extends IterativeCondition<Sign> {
        @Serial
        private static final long serialVersionUID = 1;

        private final String stage;
        private final HashMap<SignKind, String> waitIds;

        TimeIsUpAfter(String stage, Map<SignKind, String> waitIds) {
            this.stage = stage;
            this.waitIds = new HashMap<>(waitIds);
        }

        @Override
        public boolean filter(Sign sign, Context<Sign> context) throws Exception {
            if (sign.kind() != SignKind.TIME_IS_UP) {
                return false;
            }
            for (Sign start : context.getEventsForPattern(stage)) {
                if (start.since() == sign.since() && Objects.equals(waitIds.get(start.kind()), sign.waitFor())) {
                    return true;
                }
            }
            return false;
        }
    }

    private static final class SinceStage extends IterativeCondition<Sign> {
        @Serial
        private static final long serialVersionUID = 1;

        private final String stage;
        private final EnumSet<SignKind> kinds;

        SinceStage(String stage, EnumSet<SignKind> kinds) {
            this.stage = stage;
            this.kinds = kinds;
        }

        @Override
        public boolean filter(Sign sign, Context<Sign> context) throws Exception {
            if (!kinds.contains(sign.kind())) {
                return false;
            }
            for (Sign start : context.getEventsForPattern(stage)) {
                if (sign.since() >= start.at()) {
                    return true;
                }
            }
            return false;
        }
    }

    private static final class GoesWith extends IterativeCondition<Sign> {
        @Serial
        private static final long serialVersionUID = 1;

        private final String stage;
        private final HashMap<SignKind, Set<SignKind>> pairs;

        GoesWith(String stage, Map<SignKind, Set<SignKind>> pairs) {
            this.stage = stage;
            this.pairs = new HashMap<>(pairs);
        }

        @Override
        public boolean filter(Sign sign, Context<Sign> context) throws Exception {
            for (Sign start : context.getEventsForPattern(stage)) {
                Set<SignKind> kinds = pairs.get(start.kind());
                if (kinds != null && kinds.contains(sign.kind()) && isOfOneLine(start, sign)) {
                    return true;
                }
            }
            return false;
        }

        private static boolean isOfOneLine(Sign one, Sign other) {
            String line = one.subject().lineId();
            String otherLine = other.subject().lineId();
            return line == null || otherLine == null || line.equals(otherLine);
        }
    }

    private static final class Order implements EventComparator<Sign> {
        @Serial
        private static final long serialVersionUID = 1;

        @Override
        public int compare(Sign left, Sign right) {
            int byTime = Boolean.compare(left.kind() == SignKind.TIME_IS_UP, right.kind() == SignKind.TIME_IS_UP);
            if (byTime != 0) {
                return byTime;
            }
            int byAt = Long.compare(left.at(), right.at());
            return byAt != 0 ? byAt : left.kind().compareTo(right.kind());
        }
    }
}
