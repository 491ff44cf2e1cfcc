package io.wardstream.jobs.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.cep.UnattendedLowLevel;
import io.wardstream.jobs.clock.WallClock;
import io.wardstream.jobs.control.ControlledHarness;
import io.wardstream.jobs.control.GivenControl;
import io.wardstream.model.BagClass;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.ClampEvent;
import io.wardstream.model.ClampPhase;
import io.wardstream.model.Evidence;
import io.wardstream.model.Finding;
import io.wardstream.model.InfusionReading;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The safety job was down for a while with a hundred low bags at which nobody was. Assessor and gate run on their real
 * operators; between them, what the pattern would find is taken from the assessor's times that are up, because both
 * share one key and nothing else.
 */
class OutageTest {

    private static final long S = WardScript.START;
    private static final int LINES = 100;

    /**
     * The low bags were hung one after the other within this time before the outage: each is at another moment of its
     * wait.
     */
    private static final long SPREAD_MS = 110_000;

    /** Wall time as the test says. */
    private static final class Wall implements WallClock {
        private static final long serialVersionUID = 1;
        private long nowMs;

        @Override
        public long nowMs() {
            return nowMs;
        }
    }

    /** The two operators, with the ward's wall clock in front of them. */
    private static final class Ward implements AutoCloseable {
        private final Wall wall;
        private final ControlledHarness<BedsideEvent, Sign> assessor;
        private final ControlledHarness<GateInput, ClampEvent> gate;
        private int signs;
        private int lows;

        Ward(List<RegistryEntry> registry, Wall wall, OperatorSubtaskState assessed, OperatorSubtaskState gated)
                throws Exception {
            this.wall = wall;
            GivenControl control = new GivenControl(registry, List.of());
            assessor = new ControlledHarness<>(
                    new BedsideAssessor(control), event -> event.subject().key(), assessed);
            gate = new ControlledHarness<>(new ClampGate(control, wall), GateInput::key, gated);
        }

        /** The log is read up to a time of the ward clock, at a time of the wall clock. */
        void read(long through, long wallMs) throws Exception {
            wall.nowMs = wallMs;
            assessor.clock(through);
            List<LineStatus> low = assessor.side(BedsideAssessor.LOW_LINES);
            for (LineStatus status : low.subList(lows, low.size())) {
                gate.feed(GateInput.of(status), status.at());
            }
            lows = low.size();
            List<Sign> said = assessor.output();
            for (Sign sign : said.subList(signs, said.size())) {
                if (sign.kind() == SignKind.TIME_IS_UP && "UnattendedLowLevel/unattended".equals(sign.waitFor())) {
                    gate.feed(GateInput.of(request(sign)), through);
                }
            }
            signs = said.size();
            gate.clock(through);
        }

        private static Finding request(Sign sign) {
            return new Finding(
                    UnattendedLowLevel.CARD.id(),
                    UnattendedLowLevel.CARD.version(),
                    UnattendedLowLevel.CARD.family(),
                    UnattendedLowLevel.CARD.priority(),
                    UnattendedLowLevel.CARD.kind(),
                    true,
                    sign.subject(),
                    sign.subject().key(),
                    sign.since(),
                    sign.at(),
                    new ArrayList<Evidence>(),
                    0,
                    null);
        }

        @Override
        public void close() throws Exception {
            assessor.close();
            gate.close();
        }
    }

    private static List<RegistryEntry> registry() {
        WardScript script = new WardScript();
        for (int line = 0; line < LINES; line++) {
            script.bed("" + line, BagClass.MAINTENANCE_CRYSTALLOID);
        }
        return script.registry;
    }

    private static BedsideEvent reading(int line, long at, double levelMl) {
        return new BedsideEvent(
                "scale-" + line,
                "b",
                (at - S) / 2_000,
                at,
                at,
                "icu",
                "" + line,
                "L-" + line,
                "P-" + line,
                new InfusionReading(45 + levelMl),
                null,
                null,
                null,
                null,
                null);
    }

    private static long hungAt(int line) {
        return S + 20_000 + line * (SPREAD_MS / LINES);
    }

    private static void hear(Ward ward, long at) throws Exception {
        for (int line = 0; line < LINES; line++) {
            if (at >= hungAt(line)) {
                ward.assessor.feed(reading(line, at, 45), at);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {60_000, 600_000, 7_200_000})
    void sendsNoOldCommandSaysWhatItWithheldAndJudgesAllAgain(long outageMs) throws Exception {
        List<RegistryEntry> registry = registry();
        Wall wall = new Wall();
        OperatorSubtaskState assessed;
        OperatorSubtaskState gated;
        long stopped = S + 162_000;
        try (Ward ward = new Ward(registry, wall, null, null)) {
            for (long at = S; at < stopped; at += 2_000) {
                hear(ward, at);
                ward.read(at, at);
            }
            assertThat(ward.gate.output()).as("nothing is due yet").isEmpty();
            assessed = ward.assessor.snapshot();
            gated = ward.gate.snapshot();
        }

        long back = stopped + outageMs;
        try (Ward ward = new Ward(registry, wall, assessed, gated)) {
            // The first beat after the outage leaps, and all the waits are over that ran in it.
            ward.read(back, back);
            for (ClampEvent event : ward.gate.output()) {
                assertThat(event.phase()).as("%s", event).isEqualTo(ClampPhase.WITHHELD);
                assertThat(event.reason()).isIn("READING_TOO_OLD", "DECISION_TOO_OLD");
            }
            Set<String> said = new HashSet<>();
            ward.gate
                    .side(ClampGate.FINDINGS)
                    .forEach(finding -> said.add(finding.subject().key()));
            Set<String> withheld = new HashSet<>();
            ward.gate.output().forEach(event -> withheld.add(event.subject().key()));
            assertThat(said).as("what is withheld is said").isEqualTo(withheld).isNotEmpty();
            if (outageMs >= 600_000) {
                assertThat(withheld).as("every wait was over").hasSize(LINES);
            }

            // The bags are still low, and still nobody comes.
            for (long at = back + 2_000; at < back + 400_000; at += 2_000) {
                hear(ward, at);
                ward.read(at, at);
            }
            Set<String> closed = new HashSet<>();
            for (ClampEvent event : ward.gate.output()) {
                if (event.phase() == ClampPhase.ISSUED) {
                    assertThat(event.issuedAt()).isBetween(event.at(), event.at() + 2_000);
                    closed.add(event.subject().key());
                }
            }
            Set<String> all = new HashSet<>();
            registry.forEach(entry -> all.add("line:" + entry.lineId()));
            all.remove("line:null");
            assertThat(closed).as("they are low still, and nobody comes").isEqualTo(all);
            for (ClampEvent event : ward.gate.output()) {
                if (event.phase() == ClampPhase.ISSUED
                        && withheld.contains(event.subject().key())) {
                    assertThat(event.at())
                            .as("staff had their time after the outage")
                            .isGreaterThanOrEqualTo(back + ClampGate.AGAIN_MS);
                }
            }
            assertThat(ward.gate.output().stream().filter(event -> event.phase() == ClampPhase.WITHHELD))
                    .as("said once")
                    .hasSize(withheld.size());
        }
    }
}
