package io.wardstream.jobs.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.cep.UnattendedLowLevel;
import io.wardstream.connectors.mqtt.sink.MqttPublication;
import io.wardstream.jobs.clock.WallClock;
import io.wardstream.jobs.clock.WardTime;
import io.wardstream.jobs.control.ControlledHarness;
import io.wardstream.jobs.control.GivenControl;
import io.wardstream.model.BagClass;
import io.wardstream.model.ClampEvent;
import io.wardstream.model.ClampMapping;
import io.wardstream.model.ClampPhase;
import io.wardstream.model.ClampPolicy;
import io.wardstream.model.DeviceKind;
import io.wardstream.model.DeviceProfile;
import io.wardstream.model.FieldMapping;
import io.wardstream.model.Finding;
import io.wardstream.model.ForeignCommand;
import io.wardstream.model.ProfileKind;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import io.wardstream.model.Source;
import io.wardstream.model.Subject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clamps that other people made: commanded in their own words, or not at all. */
class ForeignClampTest {

    private static final Subject LINE = new Subject("line:l1", "icu", "b1", "l1", "p1", "hook-4");
    private static final long ONSET = 100_000;
    private static final long DUE = 250_000;
    private static final long ASKED = DUE + 1_000;

    private static final DeviceProfile ALIYUN =
            profile(ProfileKind.ALIYUN, "pk", new ClampMapping("Clamp", "1", "0", "Clamp", null));
    private static final DeviceProfile ADAFRUIT =
            profile(ProfileKind.ADAFRUIT_IO, "nurse7", new ClampMapping("Clamp", "1", "0", "ClampCommand", "CLOSE"));

    /** Wall time that stands. */
    private static final class Wall implements WallClock {
        private static final long serialVersionUID = 1;

        @Override
        public long nowMs() {
            return ASKED;
        }
    }

    private static DeviceProfile profile(ProfileKind kind, String account, ClampMapping clamp) {
        return new DeviceProfile(
                kind, account, null, null, null, List.of(FieldMapping.of("infusion.massG", "Weight", null)), clamp);
    }

    private static RegistryEntry entry(DeviceProfile profile, ClampPolicy policy) {
        return new RegistryEntry(
                        "hook-4",
                        DeviceKind.LOAD_CELL_WITH_CLAMP,
                        "icu",
                        "b1",
                        "l1",
                        "p1",
                        0,
                        BagClass.MAINTENANCE_CRYSTALLOID,
                        policy,
                        500.0,
                        45.0,
                        1.0,
                        null)
                .withProfile(profile);
    }

    private static ControlledHarness<GateInput, ClampEvent> gate(RegistryEntry entry) throws Exception {
        return new ControlledHarness<>(
                new ClampGate(new GivenControl(List.of(entry), List.of()), new Wall()), GateInput::key, null);
    }

    private static List<ClampEvent> ask(ControlledHarness<GateInput, ClampEvent> gate) throws Exception {
        gate.feed(GateInput.of(LineStatus.of(LINE, DUE, 40, true)), DUE);
        gate.feed(
                GateInput.of(new Finding(
                        UnattendedLowLevel.CARD.id(),
                        UnattendedLowLevel.CARD.version(),
                        UnattendedLowLevel.CARD.family(),
                        UnattendedLowLevel.CARD.priority(),
                        UnattendedLowLevel.CARD.kind(),
                        true,
                        LINE,
                        LINE.key(),
                        ONSET,
                        DUE,
                        new ArrayList<>(),
                        0,
                        null)),
                ASKED);
        gate.clock(ASKED);
        return gate.output();
    }

    private static Sign sign(SignKind kind, String device, long at) {
        return new Sign(
                kind,
                LINE,
                at,
                at,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                0,
                new Source(device, "accepted", at, at));
    }

    private static List<ClampPhase> answered(DeviceProfile profile, Sign answer) throws Exception {
        try (var gate = gate(entry(profile, ClampPolicy.AUTO_CLOSE))) {
            ask(gate);
            gate.feed(GateInput.of(answer), answer.at());
            gate.clock(answer.at());
            return gate.output().stream().map(ClampEvent::phase).toList();
        }
    }

    @Test
    void tellsAClampToCloseInItsOwnWords() throws Exception {
        try (var gate = gate(entry(ADAFRUIT, ClampPolicy.AUTO_CLOSE))) {
            ClampEvent issued = ask(gate).get(0);
            assertThat(issued.phase()).isEqualTo(ClampPhase.ISSUED);
            assertThat(issued.foreign()).isEqualTo(new ForeignCommand("nurse7/feeds/ClampCommand", "CLOSE", null));
            WardTime time = new WardTime(0, 0, 1);
            MqttPublication publication = new ClampPublisher(time).serialize(issued);
            assertThat(publication.topic()).isEqualTo("nurse7/feeds/ClampCommand");
            assertThat(new String(publication.payload(), StandardCharsets.UTF_8))
                    .isEqualTo("CLOSE");
            assertThat(publication.retain()).isFalse();
            assertThat(publication.deadlineMs()).isNotNull();
        }
    }

    @Test
    void publishesOnlyTheCommandAndNotWhatBecameOfIt() throws Exception {
        try (var gate = gate(entry(ALIYUN, ClampPolicy.AUTO_CLOSE))) {
            ask(gate);
            gate.feed(GateInput.of(sign(SignKind.CLAMP_CLOSED, "hook-4", ASKED + 500)), ASKED + 500);
            gate.clock(ASKED + 500);
            assertThat(gate.output())
                    .extracting(ClampEvent::phase)
                    .containsExactly(ClampPhase.ISSUED, ClampPhase.CONFIRMED);
            ClampPublisher publisher = new ClampPublisher(new WardTime(0, 0, 1));
            assertThat(publisher.serialize(gate.output().get(0)).topic())
                    .isEqualTo("/sys/pk/hook-4/thing/service/property/set");
            assertThat(publisher.serialize(gate.output().get(1))).isNull();
        }
    }

    @Test
    void takesTheClampsOwnPositionForItsAnswerAndNobodyElsesWord() throws Exception {
        assertThat(answered(ALIYUN, sign(SignKind.CLAMP_CLOSED, "hook-4", ASKED + 500)))
                .containsExactly(ClampPhase.ISSUED, ClampPhase.CONFIRMED);
        assertThat(answered(ALIYUN, sign(SignKind.CLAMP_CLOSED, "hook-5", ASKED + 500)))
                .containsExactly(ClampPhase.ISSUED);
        assertThat(answered(
                        ALIYUN,
                        sign(SignKind.CLAMP_CLOSED, "hook-4", ASKED + 500).doneBy("nurse-7", null, null)))
                .containsExactly(ClampPhase.ISSUED);
        assertThat(answered(null, sign(SignKind.CLAMP_CLOSED, "hook-4", ASKED + 500)))
                .as("a clamp that speaks our language names the command")
                .containsExactly(ClampPhase.ISSUED);
    }

    @Test
    void doesNotTakeWhatWasOnItsWayForARefusal() throws Exception {
        try (var gate = gate(entry(ALIYUN, ClampPolicy.AUTO_CLOSE))) {
            ask(gate);
            gate.feed(GateInput.of(sign(SignKind.CLAMP_OPENED, "hook-4", ASKED + 100)), ASKED + 100);
            gate.feed(GateInput.of(sign(SignKind.CLAMP_CLOSED, "hook-4", ASKED + 900)), ASKED + 900);
            gate.clock(ASKED + 900);
            assertThat(gate.output())
                    .extracting(ClampEvent::phase)
                    .containsExactly(ClampPhase.ISSUED, ClampPhase.CONFIRMED);
        }
    }

    @Test
    void takesARefusalOfThisCommandAndNotOfAnother() throws Exception {
        try (var gate = gate(entry(ALIYUN, ClampPolicy.AUTO_CLOSE))) {
            String id = ask(gate).get(0).foreign().answerId();
            Sign faulted = sign(SignKind.CLAMP_FAULTED, "hook-4", ASKED + 500);
            gate.feed(GateInput.of(faulted.answering("99", "NOT_UNDERSTOOD")), ASKED + 500);
            gate.clock(ASKED + 500);
            assertThat(gate.output()).hasSize(1);
            gate.feed(GateInput.of(faulted.answering(id, "NOT_UNDERSTOOD")), ASKED + 600);
            gate.clock(ASKED + 600);
            assertThat(gate.output()).extracting(ClampEvent::phase).endsWith(ClampPhase.REFUSED);
            assertThat(gate.side(ClampGate.FINDINGS))
                    .extracting(Finding::pattern)
                    .containsExactly("ClampFault");
        }
    }

    @Test
    void closesNoForeignClampUnlessItsEntrySaysSoItself() throws Exception {
        try (var gate = gate(entry(ALIYUN, null))) {
            assertThat(ask(gate)).extracting(ClampEvent::reason).containsExactly("POLICY_ALERT_ONLY");
        }
    }

    @Test
    void withholdsWhereThereIsNoWayToTellTheClamp() throws Exception {
        DeviceProfile deaf = profile(ProfileKind.ALIYUN, "pk", new ClampMapping("Clamp", "1", "0", null, null));
        DeviceProfile invalid = profile(ProfileKind.ALIYUN, null, ALIYUN.clamp());
        for (DeviceProfile profile : List.of(deaf, invalid, profile(ProfileKind.ALIYUN, "pk", null))) {
            try (var gate = gate(entry(profile, ClampPolicy.AUTO_CLOSE))) {
                assertThat(ask(gate)).extracting(ClampEvent::reason).containsExactly("NO_COMMAND_WAY");
                assertThat(gate.side(ClampGate.FINDINGS))
                        .extracting(Finding::pattern)
                        .containsExactly("ClampWithheld");
            }
        }
    }
}
