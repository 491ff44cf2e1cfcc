package io.wardstream.bench.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpuTest {

    private static final int CORES = 2;

    @Test
    void readsAThreadWhoseNameHasBlanksAndBrackets() {
        Cpu.ThreadTicks read =
                Cpu.parseThread("4711 (Source: a (1/1)) S 1 2 3 0 -1 4 5 6 7 8 230 21 0 0 20 0 40 0 99 1 2\n");
        assertThat(read).isEqualTo(new Cpu.ThreadTicks("Source: a (1/1)", 251));
    }

    @Test
    void countsNeitherIdleNorWaitingNorStolenTimeOfTheMachine() {
        assertThat(Cpu.parseMachine("cpu  100 1 20 9000 800 3 4 50 0 0")).isEqualTo(100 + 1 + 20 + 3 + 4);
    }

    @Test
    void countsThreadsThatHaveEndedAndNamesTheBusiest() {
        Cpu.Use use = Cpu.between(
                sample(0, 100, 60, Map.of(1L, new Cpu.ThreadTicks("net", 50), 2L, new Cpu.ThreadTicks("gc", 10))),
                sample(
                        2_000_000_000L,
                        420,
                        290,
                        Map.of(
                                1L, new Cpu.ThreadTicks("net", 230),
                                2L, new Cpu.ThreadTicks("gc", 20),
                                3L, new Cpu.ThreadTicks("new", 30))));
        assertThat(use.cores()).containsEntry("broker", 1.15);
        assertThat(use.busiest()).containsEntry("broker", new Cpu.BusyThread("net", 0.9));
        assertThat(use.machine()).isEqualTo(1.6);
        assertThat(use.seconds()).isEqualTo(2);
    }

    private static Cpu.Sample sample(long nanos, long machine, long process, Map<Long, Cpu.ThreadTicks> threads) {
        return new Cpu.Sample(nanos, Map.of("broker", process), Map.of("broker", threads), machine);
    }

    @Test
    void namesTheThreadThatHadAProcessorToItself() {
        assertThat(Cpu.limit(use(0.85, 0.4, 2), CORES, 0.5)).isEqualTo("thread net of broker");
        assertThat(Cpu.limit(use(0.84, 0.4, 1.5), CORES, 0.5)).isEqualTo("waiting");
    }

    @Test
    void namesTheMachineWhenHardlyAnythingIsLeft() {
        assertThat(Cpu.limit(use(0.6, 0.7, 1.86), CORES, 0.5)).isEqualTo("the machine's processors");
        assertThat(Cpu.limit(use(0.6, 0.7, 1.85), CORES, 0.5)).isEqualTo("waiting");
        assertThat(Cpu.limit(use(0, 0, 0), CORES, 0.5)).isEqualTo("unknown");
    }

    @Test
    void namesTheWindowBeforeAnythingElse() {
        assertThat(Cpu.limit(use(0.9, 0.9, 2), CORES, 0.8)).isEqualTo("the window");
        assertThat(Cpu.limit(use(0.9, 0.9, 2), CORES, 0.79)).isEqualTo("thread net of broker");
    }

    private static Cpu.Use use(double broker, double contestant, double machine) {
        Map<String, Cpu.BusyThread> busiest = new LinkedHashMap<>();
        busiest.put("broker", new Cpu.BusyThread("net", broker));
        busiest.put("contestant", new Cpu.BusyThread("task", contestant));
        return new Cpu.Use(1, Map.of(), busiest, machine);
    }

    @Test
    void readsWhatLinuxOffers(@TempDir Path proc) throws Exception {
        Files.createDirectories(proc.resolve("7/task/8"));
        Files.writeString(proc.resolve("7/task/8/stat"), "8 (net) S 1 2 3 0 -1 4 5 6 7 8 10 5 0 0 20 0 1 0 9 1 2");
        Files.writeString(proc.resolve("7/stat"), "7 (java) S 1 2 3 0 -1 4 5 6 7 8 20 6 0 0 20 0 1 0 9 1 2");
        Files.writeString(proc.resolve("stat"), "cpu  1 2 3 4 5 6 7 8 9 10\ncpu0 1 1 1 1 1 1 1 1 1 1\n");
        Cpu.Sample sample = new Cpu(Map.of("broker", 7L, "gone", 9L), proc).sample();
        assertThat(sample.processTicks()).containsEntry("broker", 26L).containsEntry("gone", 0L);
        assertThat(sample.threads())
                .containsEntry("broker", Map.of(8L, new Cpu.ThreadTicks("net", 15)))
                .containsEntry("gone", Map.of());
        assertThat(sample.machineBusyTicks()).isEqualTo(1 + 2 + 3 + 6 + 7);
    }

    @Test
    void saysNothingWhereThereIsNoProc(@TempDir Path empty) {
        Cpu cpu = new Cpu(Map.of("broker", 7L), empty);
        Cpu.Use use = Cpu.between(cpu.sample(), cpu.sample());
        assertThat(use.cores()).containsEntry("broker", 0.0);
        assertThat(Cpu.limit(use, CORES, 0.5)).isEqualTo("unknown");
    }
}
