package io.wardstream.local.ward;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.jobs.kafka.Topics;
import io.wardstream.local.Ward;
import io.wardstream.local.inbox.Inbox;
import io.wardstream.local.inbox.InboxEntry;
import io.wardstream.local.reckoning.Figures;
import io.wardstream.local.servers.Ports;
import io.wardstream.local.testing.Eventually;
import io.wardstream.model.AlarmEvent;
import io.wardstream.model.AlarmPhase;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.SharedData;
import io.wardstream.model.VitalsReading;
import io.wardstream.model.recorded.RecordedPatient;
import io.wardstream.model.recorded.Recording;
import io.wardstream.model.recorded.RecordingFormat;
import io.wardstream.model.wire.Decoded;
import io.wardstream.model.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole ward as its user runs it, in a process of its own: a recording replayed into it, killed, and started again. */
class LocalWardIT {

    private static final WireFormat<Figures> FIGURES = WireFormat.of(Figures.class);
    private static final WireFormat<AlarmEvent> ALARMS = WireFormat.of(AlarmEvent.class);
    private static final WireFormat<BedsideEvent> EVENTS = WireFormat.of(BedsideEvent.class);
    private static final Topics TOPICS = new Topics(Topics.DEFAULT_PREFIX);

    @TempDir
    Path dir;

    private static Figures figures(String line) {
        Decoded<Figures> decoded = FIGURES.read(line.getBytes(StandardCharsets.UTF_8));
        assertThat(decoded).as(line).isInstanceOf(Decoded.Accepted.class);
        return ((Decoded.Accepted<Figures>) decoded).value();
    }

    private static Set<String> raised(String kafka) {
        Set<String> raised = new HashSet<>();
        Consumers.readAll(kafka, List.of(TOPICS.alarms()), record -> {
            if (ALARMS.read(record.value()) instanceof Decoded.Accepted<AlarmEvent> alarm
                    && alarm.value().phase() == AlarmPhase.RAISED) {
                raised.add(alarm.value().subject().patientId() + " "
                        + alarm.value().pattern());
            }
        });
        return raised;
    }

    private static Set<String> accepted(String kafka) {
        Set<String> accepted = new HashSet<>();
        Consumers.readAll(kafka, List.of(TOPICS.events()), record -> {
            if (EVENTS.read(record.value()) instanceof Decoded.Accepted<BedsideEvent> event
                    && !event.value().isTick()) {
                accepted.add(event.value().deviceId() + " " + event.value().boot() + " "
                        + event.value().seq());
            }
        });
        return accepted;
    }

    private static boolean within(@Nullable Double value, double from, double to) {
        return value == null || (value >= from && value <= to);
    }

    /** A record in which nothing is out of limits. */
    private static boolean isNormal(RecordedPatient patient) {
        return patient.rows().stream().allMatch(row -> {
            VitalsReading vitals = row.vitals();
            return within(vitals.spo2Pct(), 94, 100)
                    && within(vitals.hrBpm(), 60, 110)
                    && within(vitals.pulseBpm(), 60, 110)
                    && within(vitals.rrPerMin(), 12, 20);
        });
    }

    private Path recording() throws Exception {
        Path demo = SharedData.require("bidmc_numerics").resolve("demo");
        Path chosen = Files.createDirectories(dir.resolve("recording"));
        Files.copy(demo.resolve("bidmc_32_Numerics.csv"), chosen.resolve("bidmc_32_Numerics.csv"));
        List<String> normal = new ArrayList<>();
        for (RecordedPatient patient :
                Recording.read(RecordingFormat.BIDMC, demo).patients()) {
            if (isNormal(patient)) {
                normal.add(patient.patientId());
            }
        }
        assertThat(normal).isNotEmpty();
        for (String patient : normal.subList(0, Math.min(3, normal.size()))) {
            Files.copy(demo.resolve(patient + "_Numerics.csv"), chosen.resolve(patient + "_Numerics.csv"));
        }
        return chosen;
    }

    @Test
    void losesNothingAndDoublesNothingWhenItIsKilled() throws Exception {
        Path recording = recording();
        Path data = dir.resolve("ward-data");
        int base = new Ports().free();
        Set<String> before = new HashSet<>();
        try (WardProcess ward = new WardProcess(data, base, "--beds", "6", "--seed", "3")) {
            ward.await("Ready after", 90);
            assertThat(Ward.run(
                            "replay", "--data", "bidmc:" + recording, "--speed", "40", "--ward-data", data.toString()))
                    .isEqualTo(Ward.HELD);
            String kafka = DataDirectory.runInfo(data).orElseThrow().kafka();
            TimeUnit.SECONDS.sleep(2);
            assertThat(raised(kafka))
                    .contains("bidmc_32 Spo2Desaturation")
                    .allSatisfy(alarm -> assertThat(alarm).matches("bidmc_32 .*|(?!bidmc_).*"));
            before.addAll(accepted(kafka));
            ward.kill();
        }
        assertThat(before).hasSizeGreaterThan(1_000);

        try (WardProcess ward = new WardProcess(data, base, "--beds", "6", "--seed", "3")) {
            ward.await("Ready after", 90);
            String kafka = DataDirectory.runInfo(data).orElseThrow().kafka();
            assertThat(accepted(kafka)).containsAll(before);
            // It lives on for some seconds: six beds say several things a second.
            Eventually.until("more is accepted", () -> accepted(kafka).size() >= before.size() + 60);
            ward.ask();
            String last = ward.lastLine(120);
            Figures figures = figures(last);
            assertThat(ward.lines()).anyMatch(line -> line.startsWith("Stopping"));
            assertThat(ward.lines())
                    .anyMatch(line -> line.matches("all +" + figures.alarmsRaised() + " +[0-9.]+ .*"))
                    .anyMatch(line -> line.matches("  Spo2Desaturation +[1-9].*"))
                    .anyMatch(line -> line.endsWith(" patient-hours"));
            assertThat(figures.accepted()).as(last).isGreaterThanOrEqualTo(before.size());
            assertThat(figures.lost()).as(last).isZero();
            assertThat(figures.parquetEvents()).as(last).isEqualTo(figures.accepted());
            assertThat(figures.jdbcEvents()).as(last).isEqualTo(figures.accepted());
            assertThat(figures.alarmsDelivered()).as(last).isEqualTo(figures.alarmsRaised());
            assertThat(figures.missedAlarms() + figures.falseAlarms() + figures.missedClamps() + figures.falseClamps())
                    .as(String.join("\n", ward.lines()))
                    .isZero();
            assertThat(ward.exitValue()).isZero();
        }
        List<String> delivered = Inbox.read(data.resolve("inbox.jsonl")).stream()
                .map(InboxEntry::id)
                .toList();
        assertThat(delivered).doesNotHaveDuplicates().isNotEmpty();
        // One alarm an episode: no subject has two of a family with the same onset.
        List<String> episodes = Inbox.read(data.resolve("inbox.jsonl")).stream()
                .map(InboxEntry::notice)
                .filter(notice -> notice.phase() == AlarmPhase.RAISED)
                .map(notice -> notice.pattern() + " " + notice.patientId() + " " + notice.lineId() + " "
                        + notice.deviceId() + " " + notice.onset())
                .toList();
        assertThat(episodes).doesNotHaveDuplicates();
    }
}
