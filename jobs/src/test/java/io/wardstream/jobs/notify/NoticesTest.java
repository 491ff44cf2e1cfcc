package io.wardstream.jobs.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.connectors.webhook.WebhookMessage;
import io.wardstream.model.AlarmEvent;
import io.wardstream.model.AlarmKind;
import io.wardstream.model.AlarmNotice;
import io.wardstream.model.AlarmPhase;
import io.wardstream.model.Priority;
import io.wardstream.model.Subject;
import io.wardstream.model.wire.Decoded;
import io.wardstream.model.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NoticesTest {

    /** A receiver tells a call from a change of priority by the tier, and sees no gap in the sequence. */
    @ParameterizedTest
    @EnumSource(AlarmPhase.class)
    void sendsEveryPhaseWithItsTier(AlarmPhase phase) {
        AlarmEvent event = new AlarmEvent(
                "a-1",
                3,
                "UnattendedLowLevel",
                1,
                "LEVEL",
                phase,
                Priority.HIGH,
                AlarmKind.PHYSIOLOGICAL,
                new Subject("line:l1", "icu", "b1", "l1", "p1", null),
                1_000,
                2_000,
                List.of(),
                0,
                2,
                null,
                "nobody acknowledged: charge nurse (tier 2) is called");
        WebhookMessage message = Notices.message(event, "inbox");
        assertThat(message.id()).isEqualTo("a-1.3");
        Decoded<AlarmNotice> notice =
                WireFormat.of(AlarmNotice.class).read(message.body().getBytes(StandardCharsets.UTF_8));
        assertThat(notice).isInstanceOfSatisfying(Decoded.Accepted.class, accepted -> {
            AlarmNotice read = (AlarmNotice) accepted.value();
            assertThat(read.phase()).isEqualTo(phase);
            assertThat(read.tier()).isEqualTo(2);
            assertThat(read.title()).isEqualTo("Infusion bag is low and nobody comes");
            assertThat(read.reason()).contains("charge nurse");
        });
    }
}
