package io.wardstream.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.model.RegistryEntry;
import io.wardstream.model.wire.DeviceMessageDecoder;
import io.wardstream.sim.story.BedFacts;
import io.wardstream.sim.story.InfusionStory;
import io.wardstream.sim.story.VitalsStory;
import io.wardstream.sim.truth.Expectation;
import io.wardstream.sim.truth.Patterns;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WardEngineTest {

    @Test
    void livesTheSameLifeFromTheSameSeed() {
        EngineRun one = EngineRun.of(EngineRun.config(12, 7)).live(1200);
        EngineRun two = EngineRun.of(EngineRun.config(12, 7)).live(1200);
        assertThat(two.happened).isEqualTo(one.happened);
        assertThat(two.ledger.snapshot()).isEqualTo(one.ledger.snapshot());
        assertThat(one.engine.clampsClosed()).isPositive();
    }

    @Test
    void livesAnotherLifeFromAnotherSeed() {
        EngineRun one = EngineRun.of(EngineRun.config(12, 7)).live(60);
        EngineRun two = EngineRun.of(EngineRun.config(12, 8)).live(60);
        assertThat(two.happened).isNotEqualTo(one.happened);
        assertThat(two.plan).isNotEqualTo(one.plan);
    }

    @Test
    void livesTheSameLifeHoweverLongTheStepsAre() {
        EngineRun coarse = EngineRun.of(EngineRun.config(12, 3)).liveAlone(1800);
        EngineRun fine = EngineRun.of(EngineRun.config(12, 3));
        List<Outgoing> happened = new ArrayList<>();
        for (long at = EngineRun.START; at <= EngineRun.START + 1_800_000; at += 37) {
            happened.addAll(fine.engine.advanceTo(at));
        }
        happened.addAll(fine.engine.advanceTo(EngineRun.START + 1_800_000));
        assertThat(happened).isEqualTo(coarse.happened);
        assertThat(fine.ledger.snapshot()).isEqualTo(coarse.ledger.snapshot());
    }

    @Test
    void countsEveryMessageOfADeviceWithoutGaps() {
        EngineRun run =
                EngineRun.of(EngineRun.config(12, 5).withFaults(0.1, 0.1)).live(600);
        Map<String, Long> last = new HashMap<>();
        for (Outgoing outgoing : run.happened) {
            if (outgoing instanceof Outgoing.Message message && message.kind() != Outgoing.Kind.MALFORMED) {
                long seq = EngineRun.decode(message.payload()).seq();
                assertThat(seq).isEqualTo(last.getOrDefault(message.deviceId(), -1L) + 1);
                last.put(message.deviceId(), seq);
            }
        }
        assertThat(last).hasSizeGreaterThanOrEqualTo(24);
    }

    @Test
    void sendsNonsenseAndRepeatsAsOftenAsAsked() {
        EngineRun run =
                EngineRun.of(EngineRun.config(12, 5).withFaults(0.05, 0.02)).live(1200);
        List<Outgoing.Message> messages = run.happened.stream()
                .filter(Outgoing.Message.class::isInstance)
                .map(Outgoing.Message.class::cast)
                .toList();
        long readings =
                messages.stream().filter(m -> m.kind() == Outgoing.Kind.READING).count();
        long repeated = messages.stream().filter(m -> m.copies() > 1).count();
        List<Outgoing.Message> nonsense = messages.stream()
                .filter(m -> m.kind() == Outgoing.Kind.MALFORMED)
                .toList();
        assertThat(repeated / (double) readings).isBetween(0.04, 0.06);
        assertThat(nonsense.size() / (double) readings).isBetween(0.014, 0.026);
        EngineRun clean = EngineRun.of(EngineRun.config(12, 5).withFaults(0, 0)).live(1200);
        assertThat(clean.happened)
                .noneMatch(o -> o instanceof Outgoing.Message m && m.kind() == Outgoing.Kind.MALFORMED);
    }

    @Test
    void everyNonsenseIsRefusedAsOneThing() {
        for (String text : Malformed.TEXTS) {
            assertThat(DeviceMessageDecoder.decode(text.getBytes(StandardCharsets.UTF_8)))
                    .as(text)
                    .hasSize(1)
                    .allMatch(DeviceMessageDecoder.Refused.class::isInstance);
        }
    }

    @Test
    void opensWithAClampThatMustCloseWithin170SecondsAndOneThatIsHelpedInTime() {
        for (long seed = 1; seed <= 50; seed++) {
            for (int beds : new int[] {2, 5, 12}) {
                EngineRun run = EngineRun.of(EngineRun.config(beds, seed)).live(170);
                List<Expectation> clamps = run.ledger.expectations().stream()
                        .filter(e -> e.kind() == Expectation.Kind.CLAMP)
                        .toList();
                assertThat(clamps).as("seed " + seed).isNotEmpty();
                assertThat(run.ledger.snapshot().closings())
                        .as("seed " + seed)
                        .isNotEmpty()
                        .allMatch(closing -> closing.at() <= EngineRun.START + 170_000);
                assertThat(run.plan.beds()).anyMatch(bed -> bed.firstInfusion() == InfusionStory.ACKNOWLEDGED_IN_TIME);
            }
        }
    }

    @Test
    void opensALargerWardWithEveryKindOfTrouble() {
        for (long seed = 1; seed <= 50; seed++) {
            for (int beds : new int[] {6, 12, 40}) {
                WardPlan plan = WardPlan.of(EngineRun.config(beds, seed));
                assertThat(plan.beds().stream().map(bed -> bed.firstInfusion()))
                        .contains(
                                InfusionStory.NOBODY_COMES,
                                InfusionStory.ACKNOWLEDGED_IN_TIME,
                                InfusionStory.WITHHELD_BY_POLICY,
                                InfusionStory.SILENT);
                assertThat(plan.beds().stream().map(bed -> bed.firstVitals()))
                        .contains(VitalsStory.DESATURATION, VitalsStory.ARTEFACT);
            }
        }
    }

    @Test
    void opensAWardOfSevenBedsWithACuffThatHoldsUpItsLine() {
        for (long seed = 1; seed <= 20; seed++) {
            EngineRun run = EngineRun.of(EngineRun.config(7, seed));
            BedFacts bed = run.plan.beds().stream()
                    .filter(facts -> facts.firstVitals() == VitalsStory.CUFF_ON_LINE)
                    .findFirst()
                    .orElseThrow();
            List<RegistryEntry> registered = run.plan.registry(0).stream()
                    .filter(entry -> bed.bed().equals(entry.bed()))
                    .toList();
            assertThat(registered).extracting(RegistryEntry::limb).containsOnly(bed.lineLimb());
            assertThat(registered.get(1).spo2Limb()).isNotNull().isNotEqualTo(bed.cuffLimb());
            int stood = 0;
            // Somebody comes to the bag after 105 s at the earliest.
            for (int s = 0; s < 100; s++) {
                run.liveAlone(1);
                stood += run.engine.beds().stream()
                                        .filter(view -> view.bed().equals(bed.bed()))
                                        .findFirst()
                                        .orElseThrow()
                                        .rateMlPerHour()
                                == 0
                        ? 1
                        : 0;
            }
            assertThat(stood).as("seed %d", seed).isBetween(34, 46);
            assertThat(run.ledger.expectations().stream().filter(e -> e.id().startsWith(bed.bed() + "/vitals/0/")))
                    .singleElement()
                    .satisfies(e -> {
                        assertThat(e.pattern()).isEqualTo(Patterns.SAME_LIMB_CUFF);
                        assertThat(e.about()).isEqualTo("line:" + bed.lineId());
                        assertThat(e.must()).isTrue();
                    });
        }
    }

    @Test
    void opensAWardOfOneBedWithTheClamp() {
        WardPlan plan = WardPlan.of(EngineRun.config(1, 9));
        assertThat(plan.beds()).singleElement().satisfies(bed -> {
            assertThat(bed.firstInfusion()).isEqualTo(InfusionStory.NOBODY_COMES);
            assertThat(bed.bed()).isEqualTo("e01");
        });
    }

    @Test
    void namesEverybodyOnce() {
        WardPlan plan = WardPlan.of(EngineRun.config(500, 11));
        assertThat(plan.beds().stream().map(bed -> bed.patientId())).doesNotHaveDuplicates();
        assertThat(plan.registry(0).stream().map(entry -> entry.deviceId()))
                .hasSize(1002)
                .doesNotHaveDuplicates();
        assertThat(plan.beds().get(1).bed()).isEqualTo("w02");
        assertThat(plan.beds().get(1).patientId()).matches("P-[0-9a-f]{8}");
    }

    @Test
    void aDayOfOneWardMeetsEveryStory() {
        EngineRun run = EngineRun.of(EngineRun.config(12, 21).withFaults(0, 0)).live(6 * 3600);
        assertThat(run.ledger.expectations().stream().map(Expectation::pattern))
                .contains(
                        Patterns.LOW_LEVEL,
                        Patterns.UNATTENDED_LOW_LEVEL,
                        Patterns.CLAMP_WITHHELD,
                        Patterns.CLAMP_FAULT,
                        Patterns.DEVICE_SILENT,
                        Patterns.SPO2_LOW,
                        Patterns.HEART_RATE_OUT_OF_RANGE,
                        Patterns.NEWS2_HIGH,
                        Patterns.SAME_LIMB_CUFF);
        assertThat(run.ledger.snapshot().score(List.of(), run.engine.now()).missedClamps())
                .isZero();
    }

    @Test
    void neverGoesBackInTime() {
        EngineRun run = EngineRun.of(EngineRun.config(2, 1)).live(30);
        assertThat(run.engine.advanceTo(EngineRun.START)).isEmpty();
        assertThat(run.engine.now()).isEqualTo(EngineRun.START + 30_000);
    }
}
