package io.wardstream.jobs.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.connectors.mqtt.sink.MqttPublication;
import io.wardstream.jobs.clock.WardTime;
import io.wardstream.jobs.control.ControlledHarness;
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
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clamps that other people made: commanded in their own words, or not at all. */
class ForeignClampTest extends ClampGateFixture {

    private static final DeviceProfile ALIYUN =
            profile(ProfileKind.ALIYUN, "pk", new ClampMapping("Clamp", "1", "0", "Clamp", null));
    private static final DeviceProfile ADAFRUIT =
            profile(ProfileKind.ADAFRUIT_IO, "nurse7", new ClampMapping("Clamp", "1", "0", "ClampCommand", "CLOSE"));

    private static DeviceProfile profile(ProfileKind kind, String account, ClampMapping clamp) {
        return new DeviceProfile(
                kind, account, null, null, null, List.of(FieldMapping.of("infusion.massG", "Weight", null)), clamp);
    }

    private ControlledHarness<GateInput, ClampEvent> gate(DeviceProfile profile, ClampPolicy policy) throws Exception {
        RegistryEntry entry = new RegistryEntry(
                        "scale-1",
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
        return gate(given(entry), wall, null);
    }

    private List<ClampPhase> answered(DeviceProfile profile, Sign answer) throws Exception {
        try (var gate = gate(profile, ClampPolicy.AUTO_CLOSE)) {
            issue(gate);
            gate.feed(GateInput.of(answer), answer.at());
            gate.clock(answer.at());
            return gate.output().stream().map(ClampEvent::phase).toList();
        }
    }

    @Test
    void tellsAClampToCloseInItsOwnWords() throws Exception {
        try (var gate = gate(ADAFRUIT, ClampPolicy.AUTO_CLOSE)) {
            ClampEvent issued = issue(gate);
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
        try (var gate = gate(ALIYUN, ClampPolicy.AUTO_CLOSE)) {
            issue(gate);
            gate.feed(GateInput.of(sign(SignKind.CLAMP_CLOSED, ASKED + 500)), ASKED + 500);
            gate.clock(ASKED + 500);
            assertThat(gate.output())
                    .extracting(ClampEvent::phase)
                    .containsExactly(ClampPhase.ISSUED, ClampPhase.CONFIRMED);
            ClampPublisher publisher = new ClampPublisher(new WardTime(0, 0, 1));
            assertThat(publisher.serialize(gate.output().get(0)).topic())
                    .isEqualTo("/sys/pk/scale-1/thing/service/property/set");
            assertThat(publisher.serialize(gate.output().get(1))).isNull();
        }
    }

    @Test
    void takesTheClampsOwnPositionForItsAnswerAndNobodyElsesWord() throws Exception {
        assertThat(answered(ALIYUN, sign(SignKind.CLAMP_CLOSED, ASKED + 500)))
                .containsExactly(ClampPhase.ISSUED, ClampPhase.CONFIRMED);
        assertThat(answered(ALIYUN, sign(SignKind.CLAMP_CLOSED, "scale-2", ASKED + 500)))
                .containsExactly(ClampPhase.ISSUED);
        assertThat(answered(ALIYUN, sign(SignKind.CLAMP_CLOSED, ASKED + 500).doneBy("nurse-7", null, null)))
                .containsExactly(ClampPhase.ISSUED);
        assertThat(answered(null, sign(SignKind.CLAMP_CLOSED, ASKED + 500)))
                .as("a clamp that speaks our language names the command")
                .containsExactly(ClampPhase.ISSUED);
    }

    @Test
    void doesNotTakeWhatWasOnItsWayForARefusal() throws Exception {
        try (var gate = gate(ALIYUN, ClampPolicy.AUTO_CLOSE)) {
            issue(gate);
            gate.feed(GateInput.of(sign(SignKind.CLAMP_OPENED, ASKED + 100)), ASKED + 100);
            gate.feed(GateInput.of(sign(SignKind.CLAMP_CLOSED, ASKED + 900)), ASKED + 900);
            gate.clock(ASKED + 900);
            assertThat(gate.output())
                    .extracting(ClampEvent::phase)
                    .containsExactly(ClampPhase.ISSUED, ClampPhase.CONFIRMED);
        }
    }

    @Test
    void takesARefusalOfThisCommandAndNotOfAnother() throws Exception {
        try (var gate = gate(ALIYUN, ClampPolicy.AUTO_CLOSE)) {
            String id = issue(gate).foreign().answerId();
            Sign faulted = sign(SignKind.CLAMP_FAULTED, ASKED + 500);
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
        try (var gate = gate(ALIYUN, null)) {
            ask(gate);
            assertThat(gate.output()).extracting(ClampEvent::reason).containsExactly("POLICY_ALERT_ONLY");
        }
    }

    @Test
    void withholdsWhereThereIsNoWayToTellTheClamp() throws Exception {
        DeviceProfile deaf = profile(ProfileKind.ALIYUN, "pk", new ClampMapping("Clamp", "1", "0", null, null));
        DeviceProfile invalid = profile(ProfileKind.ALIYUN, null, ALIYUN.clamp());
        for (DeviceProfile profile : List.of(deaf, invalid, profile(ProfileKind.ALIYUN, "pk", null))) {
            try (var gate = gate(profile, ClampPolicy.AUTO_CLOSE)) {
                ask(gate);
                assertThat(gate.output()).extracting(ClampEvent::reason).containsExactly("NO_COMMAND_WAY");
                assertThat(gate.side(ClampGate.FINDINGS))
                        .extracting(Finding::pattern)
                        .containsExactly("ClampWithheld");
            }
        }
    }
}
