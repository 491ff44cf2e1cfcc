package io.wardstream.cep;

import io.wardstream.model.Finding;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import io.wardstream.model.Source;
import io.wardstream.model.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.cep.nfa.compiler.NFACompiler;
import org.apache.flink.cep.operator.CepOperator;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/**
 * One pattern on the real CEP operator, in milliseconds. It plays the assessor's part for waits: a sign that starts one
 * makes {@link SignKind#TIME_IS_UP} come when the watermark passes its time.
 */
final class PatternHarness implements AutoCloseable {

    static final Subject LINE = new Subject("line:l1", "icu", "b1", "l1", "p1", "scale-1");
    static final Subject PATIENT = new Subject("patient:p1", "icu", "b1", null, "p1", "monitor-1");

    private final WardPattern pattern;
    private final SettingsView settings;
    private final List<Waits.Pending> pending = new ArrayList<>();
    private KeyedOneInputStreamOperatorTestHarness<String, Sign, Finding> harness;
    private long watermark = Long.MIN_VALUE;

    PatternHarness(WardPattern pattern) throws Exception {
        this(pattern, SettingsView.DEFAULTS);
    }

    PatternHarness(WardPattern pattern, SettingsView settings) throws Exception {
        this.pattern = pattern;
        this.settings = settings;
        this.harness = open(null);
    }

    private KeyedOneInputStreamOperatorTestHarness<String, Sign, Finding> open(OperatorSubtaskState state)
            throws Exception {
        CepOperator<Sign, String, Finding> operator = new CepOperator<>(
                TypeInformation.of(Sign.class).createSerializer(new SerializerConfigImpl()),
                false,
                NFACompiler.compileFactory(pattern.pattern(), false),
                Signs.order(),
                pattern.pattern().getAfterMatchSkipStrategy(),
                new PatternStreams.Findings(pattern.card().id()),
                PatternStreams.LATE);
        KeyedOneInputStreamOperatorTestHarness<String, Sign, Finding> fresh =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        operator, sign -> sign.subject().key(), Types.STRING);
        fresh.setup();
        if (state != null) {
            fresh.initializeState(state);
        }
        fresh.open();
        return fresh;
    }

    static Sign sign(SignKind kind, Subject subject, long at) {
        return new Sign(
                kind, subject, at, at, 42.0, 50.0, null, null, null, null, null, 3, new Source("d", "b", at, at));
    }

    /** A sign arrives; the ward clock is not behind it yet. */
    PatternHarness on(Sign sign) throws Exception {
        harness.processElement(sign, sign.at());
        waits(sign);
        return this;
    }

    PatternHarness on(SignKind kind, Subject subject, long at) throws Exception {
        return on(sign(kind, subject, at));
    }

    private void waits(Sign sign) {
        pending.removeIf(wait -> wait.subject().key().equals(sign.subject().key()) && Waits.cancels(sign, wait));
        pending.addAll(Waits.startedBy(sign, settings));
    }

    /** The ward clock passes {@code to}; waits that are due on the way are called over. */
    PatternHarness clock(long to) throws Exception {
        while (true) {
            Waits.Pending next = pending.stream()
                    .filter(wait -> wait.fireAt() <= to)
                    .min(Comparator.comparingLong(Waits.Pending::fireAt))
                    .orElse(null);
            if (next == null) {
                break;
            }
            pending.remove(next);
            watermark(next.fireAt() - 1);
            harness.processElement(next.over(), next.fireAt());
            waits(next.over());
        }
        watermark(to);
        return this;
    }

    private void watermark(long to) throws Exception {
        if (to > watermark) {
            watermark = to;
            harness.processWatermark(to);
        }
    }

    /** The job is stopped and started again from its snapshot. */
    PatternHarness restart() throws Exception {
        OperatorSubtaskState state = harness.snapshot(1, 1);
        List<Finding> before = findings();
        harness.close();
        harness = open(state);
        carried.addAll(before);
        return this;
    }

    private final List<Finding> carried = new ArrayList<>();

    List<Finding> findings() {
        List<Finding> all = new ArrayList<>(carried);
        all.addAll(harness.extractOutputValues());
        return all;
    }

    int late() {
        return harness.getSideOutput(PatternStreams.LATE) == null
                ? 0
                : harness.getSideOutput(PatternStreams.LATE).size();
    }

    /** What the operator still keeps: keyed state entries and event-time timers. */
    int stateEntries() {
        return harness.numKeyedStateEntries();
    }

    int timers() {
        return harness.numEventTimeTimers();
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }
}
