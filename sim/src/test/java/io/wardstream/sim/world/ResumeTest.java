package io.wardstream.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.model.ClampAction;
import io.wardstream.model.ClampCommand;
import io.wardstream.model.ClampRefusal;
import io.wardstream.model.ClampState;
import io.wardstream.model.PresenceState;
import io.wardstream.model.wire.DeviceMessage;
import io.wardstream.model.wire.WireFormat;
import io.wardstream.sim.config.SimConfig;
import io.wardstream.sim.story.BedFacts;
import io.wardstream.sim.story.InfusionStory;
import io.wardstream.sim.story.VitalsStory;
import io.wardstream.sim.truth.Expectation;
import io.wardstream.sim.truth.Patterns;
import io.wardstream.sim.truth.TruthLedger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResumeTest {
    private static final WireFormat<ClampCommand> COMMAND = WireFormat.of(ClampCommand.class);

    @Test
    void theWorldLivesOnUnheardAsIfNothingHadHappened() {
        for (long seed = 1; seed <= 10; seed++) {
            SimConfig config = EngineRun.config(12, seed);
            EngineRun unbroken = EngineRun.of(config).liveAlone(900);
            EngineRun broken = EngineRun.of(config).liveAlone(200);
            WardEngine resumed = WardEngine.resume(
                    config, broken.plan, broken.ledger, broken.engine.state(), EngineRun.START + 700_000);
            resumed.advanceTo(EngineRun.START + 900_000);
            assertThat(resumed.beds()).isEqualTo(unbroken.engine.beds());
            Set<String> ids = new HashSet<>();
            broken.ledger.expectations().forEach(e -> ids.add(e.id()));
            assertThat(ids)
                    .containsAll(unbroken.ledger.expectations().stream()
                            .map(Expectation::id)
                            .toList());
        }
    }

    @Test
    void everyDeviceHasANewBootAndCountsFromTheBeginning() {
        SimConfig config = EngineRun.config(3, 4);
        EngineRun run = EngineRun.of(config).liveAlone(100);
        Set<String> boots = new HashSet<>();
        run.heard().forEach(h -> boots.add(h.message().boot()));
        WorldState state = run.engine.state();
        for (int i = 0; i < 3; i++) {
            WardEngine resumed = WardEngine.resume(config, run.plan, run.ledger, state, state.at() + 10_000);
            List<Outgoing> said = resumed.advanceTo(resumed.now() + 20_000);
            Map<String, Long> first = new HashMap<>();
            Set<String> newBoots = new HashSet<>();
            for (Outgoing outgoing : said) {
                DeviceMessage message = EngineRun.decode(((Outgoing.Message) outgoing).payload());
                first.putIfAbsent(outgoing.deviceId(), message.seq());
                newBoots.add(message.boot());
            }
            assertThat(first.values()).isNotEmpty().allMatch(seq -> seq == 0);
            assertThat(newBoots).doesNotContainAnyElementsOf(boots);
            boots.addAll(newBoots);
            state = resumed.state();
        }
    }

    @Test
    void theFirstMessageOfAMonitorCarriesEverythingAgain() {
        SimConfig config = EngineRun.config(2, 4);
        EngineRun run = EngineRun.of(config).liveAlone(90);
        WardEngine resumed =
                WardEngine.resume(config, run.plan, run.ledger, run.engine.state(), run.engine.now() + 5_000);
        String monitor = run.plan.beds().get(0).monitorId();
        DeviceMessage first = resumed.advanceTo(resumed.now() + 10_000).stream()
                .filter(outgoing -> outgoing.deviceId().equals(monitor))
                .map(outgoing -> EngineRun.decode(((Outgoing.Message) outgoing).payload()))
                .findFirst()
                .orElseThrow();
        assertThat(first.vitals().sysMmHg()).isNotNull();
        assertThat(first.vitals().tempC()).isNotNull();
    }

    @Test
    void whatANurseDidAndTheBrokerNeverConfirmedIsSaidAgainWithItsOldTime() {
        SimConfig config = EngineRun.config(2, 4);
        EngineRun run = EngineRun.of(config);
        Outgoing.Message care = null;
        while (care == null) {
            for (Outgoing outgoing : run.engine.advanceTo(run.engine.now() + 1_000)) {
                if (outgoing instanceof Outgoing.Message message && message.kind() == Outgoing.Kind.CARE) {
                    care = message;
                }
            }
        }
        assertThat(care.receipt()).isNotNull();
        DeviceMessage before = EngineRun.decode(care.payload());
        WorldState unconfirmed = run.engine.state();

        WardEngine resumed = WardEngine.resume(config, run.plan, run.ledger, unconfirmed, unconfirmed.at() + 3_000);
        List<Outgoing> said = resumed.advanceTo(resumed.now());
        assertThat(said).hasSize(1);
        Outgoing.Message again = (Outgoing.Message) said.get(0);
        assertThat(again.receipt()).isEqualTo(care.receipt());
        DeviceMessage after = EngineRun.decode(again.payload());
        assertThat(after.care()).isEqualTo(before.care());
        assertThat(after.measuredAt()).isEqualTo(before.measuredAt());
        assertThat(after.boot()).isNotEqualTo(before.boot());

        run.engine.delivered(care.receipt());
        WorldState confirmed = run.engine.state();
        assertThat(WardEngine.resume(config, run.plan, run.ledger, confirmed, confirmed.at() + 3_000)
                        .advanceTo(confirmed.at() + 3_000))
                .isEmpty();
    }

    @Test
    void whatANurseDidDuringTheOutageIsToldAfterIt() {
        SimConfig config = EngineRun.config(2, 4);
        EngineRun run = EngineRun.of(config).liveAlone(10);
        WardEngine resumed =
                WardEngine.resume(config, run.plan, run.ledger, run.engine.state(), EngineRun.START + 600_000);
        List<Outgoing> said = resumed.advanceTo(resumed.now());
        assertThat(said)
                .isNotEmpty()
                .allMatch(outgoing -> ((Outgoing.Message) outgoing).kind() == Outgoing.Kind.CARE)
                .allMatch(outgoing -> outgoing.at() == EngineRun.START + 600_000)
                .allMatch(outgoing -> EngineRun.decode(((Outgoing.Message) outgoing).payload())
                                .measuredAt()
                        < EngineRun.START + 600_000);
    }

    @Test
    void aClampRemembersItsPositionAndItsEpoch() {
        SimConfig config = EngineRun.config(1, 4);
        EngineRun run = EngineRun.of(config).liveAlone(5);
        BedFacts bed = run.plan.beds().get(0);
        assertThat(bed.firstInfusion()).isEqualTo(InfusionStory.NOBODY_COMES);
        long at = run.engine.now();
        run.engine.command(bed.scaleId(), COMMAND.write(command("c-1", bed.lineId(), at, 7)), at);
        run.liveAlone(2);
        assertThat(run.ledger.snapshot().closings()).singleElement().satisfies(closing -> {
            assertThat(closing.about()).isEqualTo("line:" + bed.lineId());
            assertThat(closing.at()).isBetween(at + 300, at + 800);
        });

        WardEngine resumed =
                WardEngine.resume(config, run.plan, run.ledger, run.engine.state(), run.engine.now() + 5_000);
        assertThat(resumed.beds().get(0).clamp()).isEqualTo(ClampState.CLOSED);
        assertThat(resumed.beds().get(0).rateMlPerHour()).isZero();
        List<Outgoing> online = resumed.online(bed.scaleId(), resumed.now());
        assertThat(EngineRun.decode(((Outgoing.Message) online.get(0)).payload())
                        .presence()
                        .state())
                .isEqualTo(PresenceState.ONLINE);
        assertThat(EngineRun.decode(((Outgoing.Message) online.get(1)).payload())
                        .clamp()
                        .state())
                .isEqualTo(ClampState.CLOSED);
        List<Outgoing> answer = resumed.command(
                bed.scaleId(), COMMAND.write(command("c-2", bed.lineId(), resumed.now(), 6)), resumed.now());
        assertThat(EngineRun.decode(((Outgoing.Message) answer.get(0)).payload())
                        .clamp()
                        .refused())
                .isEqualTo(ClampRefusal.STALE_EPOCH);
        assertThat(resumed.commandsRefused()).isEqualTo(1);
    }

    @Test
    void whatMustNotBeForgottenIsSaidToBeWrittenDownFirst() {
        EngineRun run = EngineRun.of(EngineRun.config(2, 4));
        run.engine.advanceTo(EngineRun.START + 5_000);
        assertThat(run.engine.takeMemorable()).as("readings only").isFalse();
        BedFacts bed = run.plan.beds().get(0);
        run.engine.command(
                bed.scaleId(), COMMAND.write(command("c-1", bed.lineId(), run.engine.now(), 1)), run.engine.now());
        assertThat(run.engine.takeMemorable()).as("a command came").isTrue();
        assertThat(run.engine.takeMemorable()).isFalse();
        run.engine.advanceTo(run.engine.now() + 1_000);
        assertThat(run.engine.takeMemorable()).as("the clamp moved").isTrue();
    }

    @Test
    void somethingThatIsNoCommandIsRefused() {
        EngineRun run = EngineRun.of(EngineRun.config(1, 4)).liveAlone(5);
        String scale = run.plan.beds().get(0).scaleId();
        for (String text : new String[] {"", "close!", "{}", "{\"commandId\":\"c\",\"action\":\"OPEN\"}"}) {
            List<Outgoing> answer =
                    run.engine.command(scale, text.getBytes(java.nio.charset.StandardCharsets.UTF_8), run.engine.now());
            assertThat(EngineRun.decode(((Outgoing.Message) answer.get(0)).payload())
                            .clamp())
                    .isEqualTo(new io.wardstream.model.ClampReport(ClampState.OPEN, null, ClampRefusal.NOT_UNDERSTOOD));
        }
        assertThat(run.engine.commandsReceived()).isEqualTo(4);
        assertThat(run.engine.commandsRefused()).isEqualTo(4);
    }

    @Test
    void aWillHasABootOfItsOwnForEveryConnection() {
        Boots boots = new Boots(7, EngineRun.START, 0);
        DeviceMessage first = EngineRun.decode(boots.will("scale-e01", 1));
        DeviceMessage second = EngineRun.decode(boots.will("scale-e01", 2));
        assertThat(first.presence().state()).isEqualTo(PresenceState.OFFLINE);
        assertThat(Set.of(first.boot(), second.boot(), boots.name("scale-e01"))).hasSize(3);
        assertThat(new Boots(7, EngineRun.START, 1).name("scale-e01")).isNotEqualTo(boots.name("scale-e01"));
        assertThat(new Boots(7, EngineRun.START + 1, 0).name("scale-e01")).isNotEqualTo(boots.name("scale-e01"));
    }

    @Test
    void demandsNothingThatWasDecidedInTheOutageAndKeepsTheRest() {
        for (long seed = 1; seed <= 20; seed++) {
            SimConfig config = EngineRun.config(12, seed);
            EngineRun run = EngineRun.of(config).live(120);
            long down = run.engine.now();
            long back = down + 90_000;
            TruthLedger ledger = run.ledger;
            List<Expectation> before = ledger.expectations();
            WardEngine resumed = WardEngine.resume(config, run.plan, ledger, run.engine.state(), back);
            resumed.advanceTo(back + 600_000);
            for (Expectation e : ledger.expectations()) {
                if (e.overlaps(down - 5_000, back + 60_000)) {
                    assertThat(e.must()).as("seed " + seed + " " + e).isFalse();
                }
            }
            for (Expectation e : before) {
                if (e.until() < down - 5_000) {
                    assertThat(ledger.expectations()).contains(e);
                }
            }
        }
    }

    @Test
    void aProbeDoesNotSlipRightAfterARestart() {
        for (long seed = 1; seed <= 40; seed++) {
            SimConfig config = EngineRun.config(6, seed);
            EngineRun run = EngineRun.of(config);
            BedFacts bed = run.plan.beds().stream()
                    .filter(facts -> facts.firstVitals() == VitalsStory.ARTEFACT)
                    .findFirst()
                    .orElseThrow();
            for (long at = 35; at <= 80; at += 5) {
                WorldState saved = EngineRun.of(config).liveAlone(at).engine.state();
                WardEngine resumed = WardEngine.resume(config, run.plan, new TruthLedger(), saved, saved.at() + 1_000);
                List<Outgoing> first = resumed.advanceTo(resumed.now() + 10_000);
                assertThat(first)
                        .filteredOn(outgoing -> outgoing.deviceId().equals(bed.monitorId()))
                        .isNotEmpty()
                        .noneMatch(outgoing ->
                                ((Outgoing.Message) outgoing).payload().contains("\"spo2Pct\":70.0"));
            }
        }
    }

    @Test
    void aScaleThatItsStoryKeepsSilentIsWaitedFor() {
        int seen = 0;
        for (long seed = 1; seed <= 60; seed++) {
            SimConfig config = EngineRun.config(12, seed);
            EngineRun run = EngineRun.of(config).liveAlone(100);
            for (BedFacts bed : run.plan.beds()) {
                if (bed.firstInfusion() != InfusionStory.LOW_THEN_SILENT) {
                    continue;
                }
                // Silent since 62 to 90 s, heard again after 220 s; the outage ends long before.
                TruthLedger ledger = new TruthLedger();
                run.ledger.expectations().forEach(ledger::expect);
                WorldState saved = run.engine.state();
                WardEngine.resume(config, run.plan, ledger, saved, saved.at() + 5_000);
                assertThat(ledger.expectations())
                        .filteredOn(e -> e.about().equals("line:" + bed.lineId()) && e.id().contains("outage"))
                        .isNotEmpty()
                        .allMatch(e -> e.until() > EngineRun.START + 220_000 + 200_000);
                seen++;
            }
        }
        assertThat(seen).isPositive();
    }

    @Test
    void aBagThatWasBeingChangedMayPassForALowOne() {
        SimConfig config = EngineRun.config(2, 4);
        EngineRun run = EngineRun.of(config);
        int during = 0;
        for (int second = 0; second < 300; second++) {
            run.engine.advanceTo(EngineRun.START + second * 1000L);
            boolean empty =
                    run.engine.beds().stream().anyMatch(view -> view.nurse().endsWith("takes the bag off"));
            TruthLedger ledger = new TruthLedger();
            WorldState saved = run.engine.state();
            WardEngine.resume(config, run.plan, ledger, saved, saved.at() + 1_000);
            if (empty) {
                during++;
                assertThat(ledger.expectations()).anyMatch(e -> e.pattern().equals(Patterns.LOW_LEVEL) && !e.must());
            }
        }
        assertThat(during).isPositive();
    }

    private static ClampCommand command(String id, String lineId, long at, long epoch) {
        return new ClampCommand(id, ClampAction.CLOSE, lineId, at, at + 10_000, epoch);
    }
}
