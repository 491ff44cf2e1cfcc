package io.wardstream.sim.world;

import io.wardstream.model.Time;
import io.wardstream.sim.config.WardLimits;
import io.wardstream.sim.truth.ClampClosing;
import io.wardstream.sim.truth.Expectation;
import io.wardstream.sim.truth.OutageRule;
import io.wardstream.sim.truth.TruthLedger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells the ledger what happens in the world; knows of the last outage, which casts doubt on what comes right after it.
 */
final class Witness {
    private final TruthLedger ledger;
    private final WardLimits limits;
    private final OutageRule.Devices devices;
    private @Nullable OutageRule outage;

    Witness(TruthLedger ledger, WardLimits limits, WardPlan plan) {
        this.ledger = ledger;
        this.limits = limits;
        this.devices = new OutageRule.Devices(plan.scaleKeys(), plan.monitorKeys());
    }

    /** The world was not heard for a while; what is known so far is judged anew. */
    void outage(@Time long from, @Time long until, OutageRule.Lines lines) {
        OutageRule rule = new OutageRule(limits, devices, lines, from, until);
        rule.apply(ledger.expectations()).forEach(ledger::expect);
        rule.additions().forEach(ledger::expect);
        outage = rule;
    }

    /** A chapter begins, and this follows from it. */
    void expect(Expectation expectation) {
        ledger.expect(expectation);
        OutageRule rule = outage;
        if (rule != null) {
            rule.apply(List.of(expectation)).forEach(ledger::expect);
        }
    }

    /** A clamp closed by command. */
    void closed(ClampClosing closing) {
        ledger.closed(closing);
    }
}
