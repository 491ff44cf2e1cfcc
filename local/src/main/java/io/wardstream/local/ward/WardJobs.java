package io.wardstream.local.ward;

import io.wardstream.jobs.ArchiveJob;
import io.wardstream.jobs.IngestJob;
import io.wardstream.jobs.NotifyJob;
import io.wardstream.jobs.SafetyJob;
import io.wardstream.jobs.clock.WardTime;
import io.wardstream.jobs.config.ArchiveConfig;
import io.wardstream.jobs.config.IngestConfig;
import io.wardstream.jobs.config.NotifyConfig;
import io.wardstream.jobs.config.SafetyConfig;
import io.wardstream.local.servers.BrokerAccess;
import io.wardstream.local.servers.EmbeddedDatabase;
import io.wardstream.local.servers.EmbeddedFlink;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The four jobs as the local ward runs them: the same classes and options as on a cluster. */
final class WardJobs {

    /** The jobs in the order in which they are started: who listens before who speaks. */
    static final List<String> NAMES = List.of(ArchiveJob.NAME, NotifyJob.NAME, SafetyJob.NAME, IngestJob.NAME);

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final DataDirectory data;
    private final WardServers servers;
    private final WardOptions options;
    private final WardTime time;
    private final List<String> wards;
    private final URI inbox;

    /**
     * Jobs that do not run yet.
     *
     * @param wards the wards that are read
     * @param inbox where notices are delivered
     */
    WardJobs(
            DataDirectory data,
            WardServers servers,
            WardOptions options,
            WardTime time,
            List<String> wards,
            URI inbox) {
        this.data = data;
        this.servers = servers;
        this.options = options;
        this.time = time;
        this.wards = List.copyOf(wards);
        this.inbox = inbox;
    }

    /**
     * Starts them, each from its newest state, and returns when they run.
     *
     * @throws IOException if one does not, and why; or if their state was kept by the other backend
     */
    void start() throws Exception {
        keepBackend();
        EmbeddedFlink flink = servers.flink();
        JobStart start = new JobStart(flink, LIMIT);
        for (String name : NAMES) {
            var unused = flink.submit(name, build(name));
            // If the state of one does not fit, none has gone on for long enough to leave a newer state behind.
            start.awaitAccepted(name);
        }
        for (String name : NAMES) {
            start.awaitRunning(name);
        }
    }

    /** Checkpoints of one backend are not read by the other. */
    private void keepBackend() throws IOException {
        Path file = data.resolve("state-backend");
        if (Files.exists(file)) {
            String before = Files.readString(file).strip();
            if (!before.equals(options.state().name())) {
                throw new IOException("the jobs of this ward keep their state in " + before + "; start it with --state "
                        + before + ", or another one with another --data");
            }
        } else {
            Files.writeString(file, options.state().name() + "\n");
        }
    }

    private StreamExecutionEnvironment build(String name) throws IOException {
        return switch (name) {
            case IngestJob.NAME -> IngestJob.build(IngestConfig.from(ingest()));
            case SafetyJob.NAME -> SafetyJob.build(SafetyConfig.from(safety()));
            case NotifyJob.NAME -> NotifyJob.build(NotifyConfig.from(notifying()));
            case ArchiveJob.NAME -> ArchiveJob.build(ArchiveConfig.from(archive()));
            default -> throw new IllegalStateException("There is no job " + name);
        };
    }

    private Map<String, String> common(String job, int parallelism) {
        Map<String, String> common = new HashMap<>(servers.flink().stateOptions(job));
        common.put("kafka.bootstrap-servers", servers.kafka().bootstrapServers());
        common.put("flink.parallelism.default", String.valueOf(parallelism));
        common.put("flink.state.backend.type", options.state().flinkName());
        return common;
    }

    private void timed(Map<String, String> job) {
        job.put("time.speed", String.valueOf(time.speed()));
        job.put("time.anchor-wall-ms", String.valueOf(time.anchorWallMs()));
        job.put("time.anchor-ward-ms", String.valueOf(time.anchorWardMs()));
    }

    private void mqtt(Map<String, String> job, String user) throws IOException {
        Path password = data.makeSecret(user + ".password", servers.access().password(user));
        job.put("mqtt.host", "127.0.0.1");
        job.put("mqtt.port", String.valueOf(servers.broker().port()));
        job.put("mqtt.username", user);
        job.put("mqtt.password-file", password.toString());
    }

    private Map<String, String> ingest() throws IOException {
        Map<String, String> job = common(IngestJob.NAME, Math.min(2, wards.size()));
        mqtt(job, BrokerAccess.INGEST);
        timed(job);
        job.put("ingest.wards", String.join(";", wards));
        // The embedded broker is known, and closes connections that ask for anything outside the wards.
        job.put("ingest.broker-version-check", "false");
        return job;
    }

    private Map<String, String> safety() throws IOException {
        Map<String, String> job = common(SafetyJob.NAME, 2);
        mqtt(job, BrokerAccess.SAFETY);
        timed(job);
        Path riskModel = options.riskModel();
        if (riskModel != null) {
            job.put("safety.risk-model", riskModel.toString());
        }
        return job;
    }

    private Map<String, String> notifying() {
        Map<String, String> job = common(NotifyJob.NAME, 1);
        job.put("notify.endpoint.name", "inbox");
        job.put("notify.endpoint.url", inbox.toString());
        job.put("notify.endpoint.secret-file", data.resolve("webhook-secret").toString());
        return job;
    }

    private Map<String, String> archive() {
        Map<String, String> job = common(ArchiveJob.NAME, 1);
        job.put("archive.lake", data.resolve("lake").toUri().toString());
        job.put("archive.warehouse.url", servers.database().jdbcUrl());
        job.put("archive.warehouse.user", EmbeddedDatabase.USER);
        // Finished files every 15 s: somebody is looking at them.
        job.put("flink.execution.checkpointing.interval", "15 s");
        return job;
    }
}
