package io.wardstream.sim.replay;

import static io.wardstream.sim.TestBroker.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wardstream.model.PresenceState;
import io.wardstream.model.VitalsReading;
import io.wardstream.model.recorded.RecordedPatient;
import io.wardstream.model.recorded.RecordedRow;
import io.wardstream.model.recorded.Recording;
import io.wardstream.model.wire.DeviceMessage;
import io.wardstream.sim.TestBroker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recorded patients on a real broker. */
class ReplayIT {

    @TempDir
    Path dir;

    @Test
    void playsEveryRowInOrderAtItsPace() throws Exception {
        try (TestBroker broker = new TestBroker(dir).listen()) {
            Recording recording = new Recording(List.of(patient("a", 300, 1000), patient("b", 100, 3000)), List.of());
            Replay replay = new Replay(recording, "east");
            assertThat(replay.registry(5))
                    .extracting(entry -> entry.deviceId() + " " + entry.patientId() + " " + entry.ward())
                    .containsExactly("monitor-a a east", "monitor-b b east");
            List<Replay.Progress> progress = Collections.synchronizedList(new ArrayList<>());
            long before = System.nanoTime();
            Replay.Counts counts = replay.run(broker.endpoint(), 200, progress::add);
            double seconds = (System.nanoTime() - before) / 1e9;
            // 300 s at 200 times the speed; no more is said of the machine than that it waits.
            assertThat(seconds).isGreaterThan(1.4);
            assertThat(counts).isEqualTo(new Replay.Counts(360, 40, 0, 364, 364, 0));
            assertThat(broker.publishesOfDevices()).isEqualTo(364);
            assertThat(progress.get(progress.size() - 1)).isEqualTo(new Replay.Progress(400, 400, 299_000));
            await("all was heard", () -> broker.heard().size() == 364);
            List<DeviceMessage> a = broker.heardFrom("monitor-a");
            assertThat(a.get(0).presence().state()).isEqualTo(PresenceState.ONLINE);
            assertThat(a.get(a.size() - 1).presence().state()).isEqualTo(PresenceState.OFFLINE);
            for (int i = 0; i < a.size(); i++) {
                assertThat(a.get(i).seq()).isEqualTo(i);
            }
            long span = a.get(a.size() - 2).measuredAt() - a.get(1).measuredAt();
            assertThat(span).isEqualTo(298_000 / 200);
            assertThat(a.get(1).vitals()).isEqualTo(VitalsReading.NONE.withHrBpm(60.0));
            assertThat(broker.strangers()).isEmpty();
        }
    }

    @Test
    void sendsWhatCannotBeTrueAsItWasRecorded() throws Exception {
        try (TestBroker broker = new TestBroker(dir).listen()) {
            RecordedRow impossible = new RecordedRow(
                    0, VitalsReading.NONE.withHrBpm(70.0).withTempC(-100.0).withFio2Pct(4000.0));
            Replay replay = new Replay(
                    new Recording(List.of(new RecordedPatient("x", List.of(impossible))), List.of()), "east");
            assertThat(replay.run(broker.endpoint(), 1, progress -> {}).rowsSent())
                    .isEqualTo(1);
            await("it was heard", () -> broker.heard().size() == 3);
            // The decoder of the test takes out what cannot be true, and says so by leaving the rest.
            assertThat(broker.heardFrom("monitor-x").get(1).vitals()).isEqualTo(VitalsReading.NONE.withHrBpm(70.0));
            assertThat(broker.payloads())
                    .anyMatch(text -> text.contains("\"tempC\":-100.0") && text.contains("\"fio2Pct\":4000.0"));
        }
    }

    @Test
    void stopsInTheMiddleAndAccountsForTheRest() throws Exception {
        try (TestBroker broker = new TestBroker(dir).listen()) {
            Replay replay = new Replay(new Recording(List.of(patient("a", 1000, 1000)), List.of()), "east");
            Thread stopper = new Thread(() -> {
                try {
                    await("some rows", () -> broker.heard().size() > 5);
                    replay.stop();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            stopper.start();
            Replay.Counts counts = replay.run(broker.endpoint(), 20, progress -> {});
            stopper.join();
            assertThat(counts.rowsNotSent()).isPositive();
            assertThat(counts.rowsSent() + counts.rowsWithoutValues() + counts.rowsNotSent())
                    .isEqualTo(1000);
            assertThat(counts.published()).isEqualTo(counts.rowsSent() + 2).isEqualTo(counts.puBacked());
        }
    }

    @Test
    void refusesNonsense() throws Exception {
        Recording one = new Recording(List.of(patient("a", 1, 1)), List.of());
        assertThatThrownBy(() -> new Replay(one, "e/a")).hasMessageContaining("ward is e/a");
        List<RecordedPatient> many = Collections.nCopies(1001, patient("a", 1, 1));
        assertThatThrownBy(() -> new Replay(new Recording(many, List.of()), "east"))
                .hasMessageContaining("there are 1001 patients");
        try (TestBroker broker = new TestBroker(dir)) {
            assertThatThrownBy(() -> new Replay(one, "east").run(broker.endpoint(), 0, progress -> {}))
                    .hasMessageContaining("speed is 0");
        }
    }

    /** Every tenth row is without values. */
    private static RecordedPatient patient(String name, int rows, long everyMs) {
        List<RecordedRow> all = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            VitalsReading vitals = i % 10 == 9 ? VitalsReading.NONE : VitalsReading.NONE.withHrBpm(60.0 + i % 10);
            all.add(new RecordedRow(i * everyMs, vitals));
        }
        return new RecordedPatient(name, all);
    }
}
