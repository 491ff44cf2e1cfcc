package io.wardstream.sim.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardstream.sim.config.SimConfig;
import io.wardstream.sim.truth.ClampClosing;
import io.wardstream.sim.truth.Expectation;
import io.wardstream.sim.truth.TruthLedger;
import io.wardstream.sim.world.WardEngine;
import io.wardstream.sim.world.WardPlan;
import io.wardstream.sim.world.WorldState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WardMemoryTest {
    private static final long START = 1_800_000_000_000L;

    @TempDir
    Path dir;

    @Test
    void findsTheWorldAgainAsItWasLeft() throws IOException {
        for (long seed = 1; seed <= 10; seed++) {
            Path folder = dir.resolve("seed-" + seed);
            SimConfig config = SimConfig.of(12, seed, folder);
            TruthLedger ledger = new TruthLedger();
            WardEngine engine = WardEngine.begin(config, WardPlan.of(config), ledger, START, START);
            WardMemory memory = new WardMemory(folder);
            for (int minute = 1; minute <= 20; minute++) {
                engine.advanceTo(START + minute * 60_000L);
                memory.save(ledger, engine.state());
            }
            TruthLedger recalled = new TruthLedger();
            assertThat(new WardMemory(folder).recall(recalled)).isEqualTo(engine.state());
            assertThat(recalled.snapshot()).isEqualTo(ledger.snapshot());
            assertThat(recalled.takeNew())
                    .as("what was read is not written again")
                    .isEmpty();
        }
    }

    @Test
    void startsWithNothingInAnEmptyFolder() throws IOException {
        TruthLedger ledger = new TruthLedger();
        assertThat(new WardMemory(dir.resolve("new")).recall(ledger)).isNull();
        assertThat(ledger.snapshot().expectations()).isEmpty();
    }

    @Test
    void leavesOutALineThatWasTornAndGoesOnBehindIt() throws IOException {
        TruthLog log = new TruthLog(dir);
        log.append(List.of(new TruthLedger.Expected(expectation("a")), new TruthLedger.Expected(expectation("b"))));
        Path file = dir.resolve("truth.jsonl");
        byte[] whole = Files.readAllBytes(file);
        for (int cut = 1; cut < whole.length; cut++) {
            Files.write(file, java.util.Arrays.copyOf(whole, cut));
            TruthLedger ledger = new TruthLedger();
            new TruthLog(dir).readInto(ledger);
            assertThat(ledger.expectations()).hasSizeLessThanOrEqualTo(2);
            log.append(List.of(new TruthLedger.Expected(expectation("c"))));
            TruthLedger again = new TruthLedger();
            new TruthLog(dir).readInto(again);
            assertThat(again.expectations()).contains(expectation("c"));
            assertThat(again.expectations()).containsAll(ledger.expectations());
        }
    }

    @Test
    void keepsTheNewestWordOfAnExpectation() throws IOException {
        TruthLog log = new TruthLog(dir);
        log.append(List.of(
                new TruthLedger.Subjects(Set.of("line:L-e01")),
                new TruthLedger.Expected(expectation("a")),
                new TruthLedger.Closed(new ClampClosing("line:L-e01", 5, "c-1")),
                new TruthLedger.Expected(expectation("a").relaxed(900, "outage"))));
        TruthLedger ledger = new TruthLedger();
        log.readInto(ledger);
        assertThat(ledger.snapshot().subjects()).containsExactly("line:L-e01");
        assertThat(ledger.snapshot().closings()).hasSize(1);
        assertThat(ledger.expectations())
                .singleElement()
                .satisfies(e -> assertThat(e.must()).isFalse());
    }

    @Test
    void putsAWorldAsideThatItCannotRead() throws IOException {
        for (String text : new String[] {"", "{", "[]", "{\"version\":0}", "{\"version\":2,\"new\":true}"}) {
            Files.writeString(dir.resolve("world.json"), text);
            assertThat(new WorldFile(dir).read()).as(text).isNull();
            assertThat(dir.resolve("world.json")).doesNotExist();
            assertThat(dir.resolve("world.json.unreadable")).hasContent(text);
        }
    }

    @Test
    void readsTheLastWholeWorldWhenTheProcessDiedWhileWriting() throws IOException {
        SimConfig config = SimConfig.of(2, 1, dir);
        WardEngine engine = WardEngine.begin(config, WardPlan.of(config), new TruthLedger(), START, START);
        WorldState state = engine.state();
        WorldFile file = new WorldFile(dir);
        file.write(state);
        Files.write(dir.resolve("world.json.next"), "{\"vers".getBytes(StandardCharsets.UTF_8));
        assertThat(new WorldFile(dir).read()).isEqualTo(state);
    }

    @Test
    void putsAWorldOfAnotherVersionAside() throws IOException {
        SimConfig config = SimConfig.of(2, 1, dir);
        WardEngine engine = WardEngine.begin(config, WardPlan.of(config), new TruthLedger(), START, START);
        new WorldFile(dir).write(engine.state());
        Path file = dir.resolve("world.json");
        Files.writeString(file, Files.readString(file).replace("\"version\":" + WorldState.VERSION, "\"version\":1"));
        assertThat(new WorldFile(dir).read()).isNull();
        assertThat(dir.resolve("world.json.unreadable")).exists();
    }

    @Test
    void isWholeAtEveryMoment() throws Exception {
        SimConfig config = SimConfig.of(12, 1, dir);
        WorldState state = WardEngine.begin(config, WardPlan.of(config), new TruthLedger(), START, START)
                .state();
        WorldFile file = new WorldFile(dir);
        file.write(state);
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 200; i++) {
                try {
                    file.write(state);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
        WorldFile reader = new WorldFile(dir);
        while (!writing.isDone()) {
            assertThat(reader.read()).isEqualTo(state);
        }
        writing.get();
    }

    @Test
    void triesAgainWhatCouldNotBeWritten() throws IOException {
        SimConfig config = SimConfig.of(2, 1, dir);
        TruthLedger ledger = new TruthLedger();
        WardEngine engine = WardEngine.begin(config, WardPlan.of(config), ledger, START, START);
        WardMemory memory = new WardMemory(dir);
        Path truth = dir.resolve("truth.jsonl");
        Files.createDirectory(truth);
        memory.save(ledger, engine.state());
        Files.delete(truth);
        memory.save(ledger, engine.state());
        TruthLedger recalled = new TruthLedger();
        assertThat(new WardMemory(dir).recall(recalled)).isEqualTo(engine.state());
        assertThat(recalled.snapshot()).isEqualTo(ledger.snapshot());
        Files.writeString(truth, "\n", StandardOpenOption.APPEND);
    }

    private static Expectation expectation(String id) {
        return new Expectation(
                id, "LowLevel", "line:L-e01", Expectation.Kind.ALARM, true, 100, 200, "der Beutel läuft leer: é");
    }
}
