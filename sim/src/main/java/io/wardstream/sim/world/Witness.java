package io.wardstream.sim.world;

import io.wardstream.model.Time;
import io.wardstream.sim.config.WardLimits;
import io.wardstream.sim.story.Span;
import io.wardstream.sim.truth.ClampClosing;
import io.wardstream.sim.truth.Expectation;
import io.wardstream.sim.truth.OutageRule;
import io.wardstream.sim.truth.TruthLedger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells the ledger what happens in the world; knows of the last outage, which casts doubt on what comes right after it. */
final class Witness {
    private final TruthLedger ledger;
    private final WardLimits limits;
    private final WardPlan plan;
    private @Nullable Span outage;

    Witness(TruthLedger ledger, WardLimits limits, WardPlan plan) {
        this.ledger = ledger;
        this.limits = limits;
        this.plan = plan;
    }

    /** The world was not heard for a while; what is known so far is judged anew. */
    void outage(@Time long from, @Time long until) {
        outage = new Span(from, until);
        OutageRule.apply(ledger.expectations(), limits, plan.scaleKeys(), plan.monitorKeys(), from, until)
                .forEach(ledger::expect);
    }

    /** A chapter begins, and this follows from it. */
    void expect(Expectation expectation) {
        ledger.expect(expectation);
        Span doubtful = outage;
        if (doubtful != null) {
            OutageRule.apply(List.of(expectation), limits, List.of(), List.of(), doubtful.from(), doubtful.until())
                    .forEach(ledger::expect);
        }
    }

    /** A clamp closed by command. */
    void closed(ClampClosing closing) {
        ledger.closed(closing);
    }
}
