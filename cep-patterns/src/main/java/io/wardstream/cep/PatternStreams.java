package io.wardstream.cep;

import io.wardstream.model.Finding;
import io.wardstream.model.Sign;
import java.io.Serial;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.cep.CEP;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Puts a pattern of the catalogue on a stream of signs. */
public final class PatternStreams {

    /**
     * Signs that came after the ward clock had passed their time: a broken promise, to be alarmed on, never to be lost.
     */
    public static final OutputTag<Sign> LATE = new OutputTag<>("late-signs", TypeInformation.of(Sign.class));

    private PatternStreams() {}

    /**
     * The findings of one pattern. The caller names the operator ({@code uid} and {@code name}) and takes care of the
     * side output {@link #LATE}.
     *
     * @param signs keyed by subject, with event time
     */
    public static SingleOutputStreamOperator<Finding> findings(KeyedStream<Sign, String> signs, WardPattern pattern) {
        return CEP.pattern(signs, pattern.pattern(), Signs.order())
                .sideOutputLateData(LATE)
                .process(new Findings(pattern.card().id()), TypeInformation.of(Finding.class));
    }

    /**
     * The findings of all patterns for which one sign is enough. The caller names the operator. What comes late is
     * found all the same.
     */
    public static SingleOutputStreamOperator<Finding> findings(DataStream<Sign> signs) {
        return signs.flatMap(new OneSignFindings()).returns(TypeInformation.of(Finding.class));
    }

    /** Asks the patterns for which one sign is enough. It keeps nothing: the catalogue is on every machine. */
    static final class OneSignFindings implements FlatMapFunction<Sign, Finding> {
        @Serial
        private static final long serialVersionUID = 1;

        @Override
        public void flatMap(Sign sign, Collector<Finding> out) {
            for (OneSign pattern : PatternCatalogue.forOne(sign.kind())) {
                out.collect(pattern.finding(sign));
            }
        }
    }

    /**
     * Turns matches into findings. It keeps the pattern's id, not the pattern: the catalogue has it on every machine.
     */
    static final class Findings extends PatternProcessFunction<Sign, Finding> {
        @Serial
        private static final long serialVersionUID = 1;

        private final String patternId;

        Findings(String patternId) {
            this.patternId = patternId;
        }

        @Override
        public void processMatch(Map<String, List<Sign>> match, Context context, Collector<Finding> out) {
            out.collect(PatternCatalogue.pattern(patternId).finding(match));
        }
    }
}
