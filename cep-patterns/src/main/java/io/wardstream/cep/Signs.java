package io.wardstream.cep;

import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.io.Serial;
import java.util.EnumSet;
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
