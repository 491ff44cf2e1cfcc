package io.wardstream.jobs.backtest;

import io.wardstream.cep.SettingKey;
import io.wardstream.cep.VitalsValidity;
import io.wardstream.jobs.config.BacktestConfig;
import io.wardstream.jobs.control.GivenControl;
import io.wardstream.model.AlarmPhase;
import io.wardstream.model.Setting;
import io.wardstream.model.SettingScope;
import io.wardstream.model.SignKind;
import io.wardstream.model.load.AlarmLoad;
import io.wardstream.model.recorded.Recording;
import io.wardstream.model.wire.Decoded;
import io.wardstream.model.wire.WireFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One backtest: reads, runs the job, puts the results in order. An object runs once, on the calling thread. */
public final class Backtest {

    private static final Logger LOG = LoggerFactory.getLogger(Backtest.class);

    /** How long a vital of a recording of about one row an hour may be used for a score: the project's design. */
    static final double HOURLY_VALIDITY_MS = 7_200_000;

    private static final String SUPPRESSED = SignKind.SUPPRESSED.name();
    private static final int PROBLEMS_TOLD = 20;
    private static final long TELL_EVERY_S = 5;
    private static final WireFormat<Summary> SUMMARY = WireFormat.showingAbsent(Summary.class);

    private final BacktestConfig config;
    private final StreamExecutionEnvironment env;
    private final String name;

    /**
     * A backtest that has not run.
     *
     * @param env where it runs
     * @param name the job's name
     */
    public Backtest(BacktestConfig config, StreamExecutionEnvironment env, String name) {
        this.config = config;
        this.env = env;
        this.name = name;
    }

    /**
     * Runs it.
     *
     * @throws IOException if there is no patient in the recording, or the results cannot be written
     */
    public Summary run() throws Exception {
        EventLog log = EventLog.read(config.format(), config.path(), config.stretch());
        tellProblems(log.problems());
        if (log.patients() == 0) {
            throw new IOException("there is nothing to read in " + config.path()
                    + (log.problems().isEmpty() ? "" : ": " + log.problems().get(0)));
        }
        LOG.info("{} patients, {} readings", log.patients(), log.accepted());
        Files.createDirectories(config.out());
        Path parts = config.out().resolve(".parts");
        SortedLines.remove(parts);
        try {
            GivenControl given = new GivenControl(log.registry(), settings(log));
            BacktestTopology.build(env, config, given, log.size(), parts);
            await(env.executeAsync(name), log.size());
            if (config.features() != null) {
                Map<String, Long> events = log.labelled();
                SortedLines.merge(
                        parts.resolve("features"),
                        config.features(),
                        List.of(RiskLine.header()),
                        line -> RiskLine.labelled(line, events));
            }
            AlarmLoad load = new AlarmLoad(AlarmLoad.WARNING_MS);
            log.happened().forEach(load::event);
            Summary.Alarms alarms = merge(parts, load);
            Summary summary = Summary.of(log, alarms, load);
            Files.write(
                    config.out().resolve("summary.json"),
                    (SUMMARY.writeText(summary) + "\n").getBytes(StandardCharsets.UTF_8));
            return summary;
        } finally {
            SortedLines.remove(parts);
        }
    }

    private static void tellProblems(List<Recording.Problem> problems) {
        for (Recording.Problem problem : problems.subList(0, Math.min(problems.size(), PROBLEMS_TOLD))) {
            LOG.warn("{}", problem);
        }
        if (problems.size() > PROBLEMS_TOLD) {
            LOG.warn("and {} more that could not be read", problems.size() - PROBLEMS_TOLD);
        }
    }

    /** What goes with the recording comes first, so that what the user sets wins. */
    private List<Setting> settings(EventLog log) {
        List<Setting> settings = new ArrayList<>(log.settings());
        if (config.format().isCharted()) {
            for (SettingKey key :
                    List.of(VitalsValidity.CONTINUOUS_MS, VitalsValidity.CUFF_MS, VitalsValidity.TEMPERATURE_MS)) {
                settings.add(new Setting(
                        SettingScope.SITE,
                        "",
                        key.name(),
                        HOURLY_VALIDITY_MS,
                        "backtest",
                        0,
                        "charted about once an hour",
                        0));
            }
        }
        settings.addAll(config.limits().settings());
        return settings;
    }

    private static void await(JobClient job, long events) throws Exception {
        CompletableFuture<JobExecutionResult> result = job.getJobExecutionResult();
        while (true) {
            try {
                result.get(TELL_EVERY_S, TimeUnit.SECONDS);
                return;
            } catch (TimeoutException e) {
                Object done = job.getAccumulators().get().get(Progress.DONE);
                LOG.info("{} of {} events", done == null ? 0 : done, events);
            } catch (ExecutionException e) {
                throw new IOException("the job failed: " + root(e), e);
            }
        }
    }

    private static String root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.toString();
    }

    private Summary.Alarms merge(Path parts, AlarmLoad load) throws IOException {
        Map<String, Long> raisedByPattern = new TreeMap<>();
        Set<String> cleared = new HashSet<>();
        Map<String, AlarmPhase> last = new HashMap<>();
        SortedLines.merge(parts.resolve("alarms"), config.out().resolve("alarms.jsonl"), text -> {
            AlarmLine line = read(BacktestTopology.Lines.ALARMS, text);
            load.alarm(line.step());
            if (line.phase() == AlarmPhase.RAISED) {
                raisedByPattern.merge(line.pattern(), 1L, Long::sum);
            } else if (line.phase() == AlarmPhase.CLEARED) {
                cleared.add(line.alarmId());
            }
            last.put(line.alarmId(), line.phase());
        });
        SortedLines.merge(parts.resolve("signs"), config.out().resolve("signs.jsonl"), text -> {
            if (text.contains(SUPPRESSED)) {
                String rule = read(BacktestTopology.Lines.SIGNS, text).rule();
                load.suppressed(Objects.requireNonNull(rule, "a rule suppresses"));
            }
        });
        SortedLines.merge(parts.resolve("scores"), config.out().resolve("scores.jsonl"), line -> {});
        long open = last.values().stream()
                .filter(phase -> phase != AlarmPhase.CLEARED && phase != AlarmPhase.CLOSED)
                .count();
        return new Summary.Alarms(raisedByPattern, last.size(), cleared.size(), open);
    }

    private static <T extends Record> T read(WireFormat<T> format, String text) {
        Decoded<T> decoded = format.read(text.getBytes(StandardCharsets.UTF_8));
        if (decoded instanceof Decoded.Accepted<T> accepted) {
            return accepted.value();
        }
        throw new IllegalStateException("A line that was written cannot be read: " + decoded);
    }
}
