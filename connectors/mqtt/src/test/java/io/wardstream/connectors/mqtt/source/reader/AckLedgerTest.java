package io.wardstream.connectors.mqtt.source.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AckLedgerTest {

    private final List<Integer> acknowledged = new ArrayList<>();
    private final AckLedger ledger = new AckLedger();

    private void handOn(int... messages) {
        for (int message : messages) {
            ledger.handedOn(new Acknowledgeable() {
                @Override
                public void acknowledge() {
                    acknowledged.add(message);
                }

                @Override
                public long receivedAtMs() {
                    return 0;
                }
            });
        }
    }

    @Test
    void acknowledgesNothingBeforeItsCheckpointIsComplete() {
        handOn(1, 2);
        assertThat(acknowledged).isEmpty();
        ledger.seal(10);
        handOn(3);
        assertThat(acknowledged).isEmpty();
        ledger.complete(10);
        assertThat(acknowledged).containsExactly(2, 1);
        assertThat(ledger.size()).isEqualTo(1);
    }

    @Test
    void doesNotAcknowledgeWhatCameAfterTheSnapshot() {
        handOn(1);
        ledger.seal(10);
        handOn(2);
        ledger.seal(11);
        ledger.complete(10);
        assertThat(acknowledged).containsExactly(1);
    }

    @Test
    void makesUpForANotificationThatNeverCame() {
        handOn(1);
        ledger.seal(10);
        handOn(2);
        ledger.seal(11);
        handOn(3);
        ledger.seal(12);
        ledger.complete(12);
        assertThat(acknowledged).containsExactly(3, 2, 1);
        assertThat(ledger.size()).isZero();
    }

    @Test
    void carriesTheMessagesOfAnAbortedCheckpointToTheNext() {
        handOn(1);
        ledger.seal(10);
        // 10 is aborted: nothing is said to the ledger.
        handOn(2);
        ledger.seal(11);
        ledger.complete(11);
        assertThat(acknowledged).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void acknowledgesEachMessageOnce() {
        handOn(1);
        ledger.seal(10);
        ledger.complete(10);
        ledger.complete(10);
        ledger.complete(11);
        assertThat(acknowledged).containsExactly(1);
    }
}
