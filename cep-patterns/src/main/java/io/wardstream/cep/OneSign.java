package io.wardstream.cep;

import io.wardstream.model.Finding;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;

/**
 * A pattern for which one sign is enough, because its assessor has counted and waited already. It is a pattern like any
 * other; but nothing has to be matched, so a job asks it directly and spares an operator ({@link PatternStreams}).
 */
public interface OneSign extends WardPattern {

    /** The only stage's name; it reads as a sentence. */
    String stage();

    /** The signs of which one is enough. */
    Set<SignKind> signs();

    @Override
    default Pattern<Sign, ?> pattern() {
        Set<SignKind> kinds = Set.copyOf(signs());
        return Pattern.<Sign>begin(stage(), AfterMatchSkipStrategy.noSkip())
                .where(SimpleCondition.of(sign -> kinds.contains(sign.kind())));
    }

    /** What a sign says that is enough. */
    default Finding finding(Sign sign) {
        return finding(Map.of(stage(), List.of(sign)));
    }
}
