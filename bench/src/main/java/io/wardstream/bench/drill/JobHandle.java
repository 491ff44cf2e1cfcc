package io.wardstream.bench.drill;

import io.wardstream.bench.cluster.StandaloneCluster;
import io.wardstream.bench.process.Await;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.rest.messages.EmptyRequestBody;
import org.apache.flink.runtime.rest.messages.JobExceptionsHeaders;
import org.apache.flink.runtime.rest.messages.JobExceptionsInfoWithHistory.RootExceptionInfo;
import org.apache.flink.runtime.rest.messages.JobMessageParameters;
import org.apache.flink.runtime.rest.messages.checkpoints.CheckpointingStatistics;
import org.apache.flink.runtime.rest.messages.checkpoints.CheckpointingStatisticsHeaders;
import org.apache.flink.runtime.rest.messages.job.JobDetailsInfo;
import org.apache.flink.runtime.rest.messages.job.JobExceptionsMessageParameters;

/** A job on the cluster. */
final class JobHandle {

    private static final long ANSWER_SECONDS = 30;

    private final StandaloneCluster cluster;
    private final JobID id;

    private JobHandle(StandaloneCluster cluster, JobID id) {
        this.cluster = cluster;
        this.id = id;
    }

    /** A failure that the job had. */
    record Failure(long atMs, String text) {}

    /** How its checkpoints went. */
    record Checkpoints(long completed, long failed, long longestMs) {}

    static JobHandle submit(StandaloneCluster cluster, JobGraph graph) throws Exception {
        return new JobHandle(cluster, cluster.client().submitJob(graph).get(60, TimeUnit.SECONDS));
    }

    JobStatus status() throws Exception {
        return cluster.client().getJobStatus(id).get(ANSWER_SECONDS, TimeUnit.SECONDS);
    }

    /** Whether every task runs. */
    boolean runs() throws Exception {
        JobDetailsInfo details = cluster.client().getJobDetails(id).get(ANSWER_SECONDS, TimeUnit.SECONDS);
        return details.getJobStatus() == JobStatus.RUNNING
                && details.getJobVerticesPerState().getOrDefault(ExecutionState.RUNNING, 0)
                        == details.getJobVertexInfos().size();
    }

    void awaitRunning() throws Exception {
        Await.until("the job to run", Duration.ofSeconds(60), () -> {
            JobStatus status = status();
            if (status.isGloballyTerminalState()) {
                throw new IOException("the job is " + status + ": " + lastFailure());
            }
            return runs();
        });
    }

    /** Stops it with a savepoint, and gives the savepoint. */
    String stop(Path savepoints) throws Exception {
        awaitRunning();
        for (int attempt = 1; ; attempt++) {
            try {
                String savepoint = cluster.client()
                        .stopWithSavepoint(id, false, savepoints.toUri().toString(), SavepointFormatType.CANONICAL)
                        .get(60, TimeUnit.SECONDS);
                Await.until("the job to end", Duration.ofSeconds(30), () -> status().isGloballyTerminalState());
                return savepoint;
            } catch (ExecutionException e) {
                if (attempt == 5 || status().isGloballyTerminalState()) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(500);
                awaitRunning();
            }
        }
    }

    /** Ends it without anything, if it has not ended. */
    void cancel() throws Exception {
        if (!status().isGloballyTerminalState()) {
            cluster.client().cancel(id).get(ANSWER_SECONDS, TimeUnit.SECONDS);
            Await.until("the job to be cancelled", Duration.ofSeconds(60), () -> status().isGloballyTerminalState());
        }
    }

    /** Its failures, the newest first. */
    List<Failure> failures() throws Exception {
        JobExceptionsMessageParameters parameters = new JobExceptionsMessageParameters();
        parameters.jobPathParameter.resolve(id);
        List<Failure> failures = new ArrayList<>();
        for (RootExceptionInfo each : cluster.client()
                .sendRequest(JobExceptionsHeaders.getInstance(), parameters, EmptyRequestBody.getInstance())
                .get(ANSWER_SECONDS, TimeUnit.SECONDS)
                .getExceptionHistory()
                .getEntries()) {
            failures.add(new Failure(each.getTimestamp(), each.getStacktrace()));
        }
        return failures;
    }

    /** What its newest failure says: the innermost cause, in one line. */
    String lastFailure() throws Exception {
        List<Failure> failures = failures();
        if (failures.isEmpty()) {
            return "it gives no reason";
        }
        return innermost(failures.get(0).text());
    }

    /** The message of the innermost cause of a stack trace. */
    static String innermost(String stackTrace) {
        String found = stackTrace.lines().findFirst().orElse("");
        for (String line : stackTrace.lines().toList()) {
            if (line.startsWith("Caused by: ")) {
                found = line.substring("Caused by: ".length());
            }
        }
        return found;
    }

    /** The sum, over all subtasks and vertices, of the metrics whose names end in a dot and {@code name}. */
    long metric(String name) throws Exception {
        long sum = 0;
        JobDetailsInfo details = cluster.client().getJobDetails(id).get(ANSWER_SECONDS, TimeUnit.SECONDS);
        for (JobDetailsInfo.JobVertexDetailsInfo vertex : details.getJobVertexInfos()) {
            String all = cluster.web() + "/jobs/" + id + "/vertices/" + vertex.getJobVertexID() + "/subtasks/metrics";
            Matcher ids = Pattern.compile("\"id\":\"([^\"]*\\." + Pattern.quote(name) + ")\"")
                    .matcher(read(all));
            while (ids.find()) {
                String one = URLEncoder.encode(ids.group(1), StandardCharsets.UTF_8);
                Matcher value = Pattern.compile("\"sum\":([0-9.E+-]+)").matcher(read(all + "?agg=sum&get=" + one));
                if (value.find()) {
                    sum += Math.round(Double.parseDouble(value.group(1)));
                }
            }
        }
        return sum;
    }

    private static String read(String address) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(address))
                                .timeout(Duration.ofSeconds(ANSWER_SECONDS))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    Checkpoints checkpoints() throws Exception {
        JobMessageParameters parameters = new JobMessageParameters();
        parameters.jobPathParameter.resolve(id);
        CheckpointingStatistics statistics = cluster.client()
                .sendRequest(CheckpointingStatisticsHeaders.getInstance(), parameters, EmptyRequestBody.getInstance())
                .get(ANSWER_SECONDS, TimeUnit.SECONDS);
        return new Checkpoints(
                statistics.getCounts().getNumberCompletedCheckpoints(),
                statistics.getCounts().getNumberFailedCheckpoints(),
                Math.max(0, statistics.getSummary().getDuration().getMaximum()));
    }
}
