package io.wardstream.connectors.mqtt.source.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is concluded from a window, look by look, 50 ms apart. */
class WindowWatchTest {

    private static final long STEP = 50_000_000L;

    private final List<String> findings = new ArrayList<>();
    private final WindowWatch watch = new WindowWatch(1_000, 0);
    private long now;
    private long delivered;
    private int outstanding;

    private void look(int came, int acknowledged) {
        now += STEP;
        delivered += came;
        outstanding += came - acknowledged;
        String finding = watch.look(now, delivered, outstanding);
        if (finding != null) {
            findings.add(finding);
        }
    }

    /** A checkpoint interval of a second with a broker that stops at some number. */
    private void interval(int cap) {
        look(cap, outstanding);
        for (int i = 0; i < 19; i++) {
            look(0, 0);
        }
    }

    @Test
    void namesTheCapOfABrokerThatStopsEarlierThanItMay() {
        for (int i = 0; i <= WindowWatch.PROOFS; i++) {
            interval(32);
        }
        assertThat(findings)
                .singleElement()
                .asString()
                .contains("at most 32 messages")
                .contains("1000 were allowed");
        assertThat(watch.effectiveWindow()).isEqualTo(32);
        interval(32);
        assertThat(findings).as("said once").hasSize(1);
    }

    @Test
    void doesNotBelieveItTooSoon() {
        for (int i = 0; i < WindowWatch.PROOFS; i++) {
            interval(32);
        }
        assertThat(findings).isEmpty();
    }

    @Test
    void isNotDeceivedByDevicesThatHappenToBeSilent() {
        for (int i = 0; i < 50; i++) {
            interval(30 + i % 3);
        }
        assertThat(findings).isEmpty();
        assertThat(watch.effectiveWindow()).isEqualTo(1_000);
    }

    @Test
    void isNotDeceivedByMessagesThatComeLongAfterTheAcknowledgement() {
        for (int i = 0; i < 50; i++) {
            look(32, 0);
            for (int k = 0; k < 10; k++) {
                look(0, 0);
            }
            look(0, 32);
            for (int k = 0; k < 10; k++) {
                look(0, 0);
            }
        }
        assertThat(findings).isEmpty();
    }

    @Test
    void forgetsACapThatOneMoreMessageDisproves() {
        for (int i = 0; i <= WindowWatch.PROOFS; i++) {
            interval(32);
        }
        look(1, 0);
        assertThat(watch.effectiveWindow()).isEqualTo(1_000);
    }

    @Test
    void addsUpTheTimeForWhichTheWindowWasFull() {
        look(999, 0);
        look(0, 0);
        assertThat(watch.takeFullMs()).isZero();
        look(1, 0);
        look(0, 0);
        look(0, 0);
        assertThat(watch.takeFullMs()).isEqualTo(100);
        look(0, 1);
        look(0, 0);
        assertThat(watch.takeFullMs()).isZero();
    }

    @Test
    void asksForTheCheckpointsWhenAFullWindowStaysFull() {
        look(1_000, 0);
        while (now < WindowWatch.NO_CHECKPOINT_NANOS) {
            look(0, 0);
        }
        assertThat(findings).isEmpty();
        look(0, 0);
        look(0, 0);
        assertThat(findings).singleElement().asString().contains("Is checkpointing on");
    }

    @Test
    void beginsAnewWithANewConnection() {
        look(1_000, 0);
        delivered = 0;
        outstanding = 0;
        watch.reconnected(now);
        look(5, 0);
        look(0, 0);
        assertThat(watch.takeFullMs()).isZero();
        assertThat(findings).isEmpty();
    }
}
