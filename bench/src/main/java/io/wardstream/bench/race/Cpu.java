package io.wardstream.bench.race;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a machine's processors do: reads Linux's {@code /proc}, whose clock ticks a hundred times a second. Elsewhere it
 * says nothing.
 */
final class Cpu {

    private static final double TICKS_PER_SECOND = 100;

    private final Map<String, Long> processes;
    private final Path proc;

    /** @param processes the processes to look at, by what they are called in results */
    Cpu(Map<String, Long> processes) {
        this(processes, Path.of("/proc"));
    }

    Cpu(Map<String, Long> processes, Path proc) {
        this.processes = new LinkedHashMap<>(processes);
        this.proc = proc;
    }

    /** The clocks at one moment. */
    record Sample(
            long atNanos,
            Map<String, Long> processTicks,
            Map<String, Map<Long, ThreadTicks>> threads,
            long machineBusyTicks) {}

    /** A thread's clock. */
    record ThreadTicks(String name, long ticks) {}

    /**
     * What happened between two moments.
     *
     * @param seconds how far they lie apart
     * @param cores processors that each process kept busy
     * @param busiest each process's busiest thread
     * @param machine processors that were busy in all, with whoever else is on the machine
     */
    record Use(double seconds, Map<String, Double> cores, Map<String, BusyThread> busiest, double machine) {}

    /** A thread, and how much of a processor it had. */
    record BusyThread(String name, double cores) {}

    Sample sample() {
        Map<String, Long> ticks = new LinkedHashMap<>();
        Map<String, Map<Long, ThreadTicks>> threads = new LinkedHashMap<>();
        processes.forEach((name, pid) -> {
            // The process's own clock has the time of threads that have ended, too.
            ThreadTicks all = thread(proc.resolve(Long.toString(pid)).resolve("stat"));
            ticks.put(name, all == null ? 0 : all.ticks());
            threads.put(name, threads(pid));
        });
        return new Sample(System.nanoTime(), ticks, threads, machineBusy());
    }

    private Map<Long, ThreadTicks> threads(long pid) {
        Map<Long, ThreadTicks> found = new HashMap<>();
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(proc.resolve(Long.toString(pid) + "/task"))) {
            for (Path task : tasks) {
                ThreadTicks ticks = thread(task.resolve("stat"));
                if (ticks != null) {
                    found.put(Long.parseLong(task.getFileName().toString()), ticks);
                }
            }
        } catch (IOException e) {
            return found;
        }
        return found;
    }

    private static @Nullable ThreadTicks thread(Path stat) {
        try {
            return parseThread(Files.readString(stat, StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It has ended meanwhile.
            return null;
        }
    }

    /** Reads a line like {@code 12 (a name) S 1 …}; user and system time are its 14th and 15th field. */
    static ThreadTicks parseThread(String line) {
        int open = line.indexOf('(');
        int close = line.lastIndexOf(')');
        String[] rest = line.substring(close + 2).split(" ");
        return new ThreadTicks(line.substring(open + 1, close), Long.parseLong(rest[11]) + Long.parseLong(rest[12]));
    }

    private long machineBusy() {
        try (var lines = Files.lines(proc.resolve("stat"))) {
            return lines.findFirst().map(Cpu::parseMachine).orElse(0L);
        } catch (IOException e) {
            return 0;
        }
    }

    /** Reads the line {@code cpu user nice system idle iowait irq softirq steal …}: all but idle, iowait and steal. */
    static long parseMachine(String line) {
        String[] fields = line.strip().split(" +");
        long busy = 0;
        for (int i = 1; i < Math.min(fields.length, 8); i++) {
            if (i != 4 && i != 5) {
                busy += Long.parseLong(fields[i]);
            }
        }
        return busy;
    }

    static Use between(Sample before, Sample after) {
        double seconds = (after.atNanos() - before.atNanos()) / 1e9;
        Map<String, Double> cores = new LinkedHashMap<>();
        Map<String, BusyThread> busiest = new LinkedHashMap<>();
        after.threads().forEach((process, threads) -> {
            Map<Long, ThreadTicks> earlier = before.threads().getOrDefault(process, Map.of());
            BusyThread top = new BusyThread("", 0);
            for (Map.Entry<Long, ThreadTicks> each : threads.entrySet()) {
                ThreadTicks then = earlier.get(each.getKey());
                double share =
                        (each.getValue().ticks() - (then == null ? 0 : then.ticks())) / TICKS_PER_SECOND / seconds;
                if (share > top.cores()) {
                    top = new BusyThread(each.getValue().name(), share);
                }
            }
            long ticks = after.processTicks().getOrDefault(process, 0L)
                    - before.processTicks().getOrDefault(process, 0L);
            cores.put(process, ticks / TICKS_PER_SECOND / seconds);
            busiest.put(process, top);
        });
        return new Use(
                seconds,
                cores,
                busiest,
                (after.machineBusyTicks() - before.machineBusyTicks()) / TICKS_PER_SECOND / seconds);
    }

    /**
     * What a figure was limited by, as far as can be told: the window, if what came was near to what it lets through;
     * else a thread that had a processor nearly to itself; else the machine, if hardly anything of it was left; else
     * something that waits: the journal, the generator's lead.
     *
     * @param ofWindow what came, as a share of what the window lets through: window by interval of acknowledgements
     */
    static String limit(Use use, int machineCores, double ofWindow) {
        if (ofWindow >= 0.8) {
            return "the window";
        }
        String process = "";
        BusyThread top = new BusyThread("", 0);
        for (Map.Entry<String, BusyThread> each : use.busiest().entrySet()) {
            if (each.getValue().cores() > top.cores()) {
                top = each.getValue();
                process = each.getKey();
            }
        }
        if (top.cores() >= 0.85) {
            return "thread " + top.name() + " of " + process;
        }
        if (use.machine() >= 0.93 * machineCores) {
            return "the machine's processors";
        }
        return use.machine() == 0 ? "unknown" : "waiting";
    }
}
