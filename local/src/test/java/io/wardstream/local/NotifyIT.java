package io.wardstream.local;

import static io.wardstream.local.testing.TestLog.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.wardstream.connectors.webhook.WebhookSecret;
import io.wardstream.connectors.webhook.WebhookVerifier;
import io.wardstream.connectors.webhook.WebhookVerifier.Verdict;
import io.wardstream.jobs.NotifyJob;
import io.wardstream.jobs.config.NotifyConfig;
import io.wardstream.local.servers.Ports;
import io.wardstream.local.testing.Eventually;
import io.wardstream.local.testing.RunningJob;
import io.wardstream.local.testing.TestLog;
import io.wardstream.local.testing.TopicTail;
import io.wardstream.model.AlarmEvent;
import io.wardstream.model.AlarmKind;
import io.wardstream.model.AlarmPhase;
import io.wardstream.model.Delivery;
import io.wardstream.model.DeliveryOutcome;
import io.wardstream.model.Ids;
import io.wardstream.model.Priority;
import io.wardstream.model.Subject;
import io.wardstream.model.wire.WireFormat;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The notify job between a real log and an inbox that is not always well. */
class NotifyIT {

    private static final long START = 1_795_240_800_000L;
    private static final int ALARMS = 5;
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final WireFormat<AlarmEvent> FORMAT = WireFormat.of(AlarmEvent.class);

    @TempDir
    private Path folder;

    private TestLog log;
    private TopicTail<Delivery> deliveries;
    private HttpServer inbox;
    private final ExecutorService inboxThreads = Executors.newCachedThreadPool();
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final List<Verdict> verdicts = new CopyOnWriteArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile boolean well;

    @BeforeEach
    void start() throws Exception {
        log = TestLog.start(folder.resolve("kafka"), new Ports());
        deliveries = log.tail(TOPICS.deliveries(), Delivery.class);
        inbox = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        inbox.setExecutor(inboxThreads);
        inbox.createContext("/", this::receive);
        inbox.start();
    }

    @AfterEach
    void stop() {
        inbox.stop(0);
        inboxThreads.shutdownNow();
        deliveries.close();
        log.close();
    }

    /** Until it is well it answers 500 or hangs up, in turn. */
    private void receive(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String id = exchange.getRequestHeaders().getFirst("webhook-id");
        verdicts.add(new WebhookVerifier(List.of(WebhookSecret.parse(SECRET)))
                .verify(
                        id,
                        exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                        exchange.getRequestHeaders().getFirst("webhook-signature"),
                        body,
                        System.currentTimeMillis()));
        int earlier = requests.getAndIncrement();
        if (well) {
            taken.add(id);
            exchange.sendResponseHeaders(204, -1);
        } else if (earlier % 2 == 0) {
            exchange.sendResponseHeaders(500, -1);
        }
        exchange.close();
    }

    private RunningJob startJob() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), SECRET + "\n");
        Map<String, String> values = RunningJob.flinkOptions(2, "500 ms");
        values.putAll(RunningJob.stateOptions(folder.resolve("state")));
        values.put("kafka.bootstrap-servers", log.bootstrapServers());
        values.put(
                "notify.endpoint.url", "http://127.0.0.1:" + inbox.getAddress().getPort() + "/alarms");
        values.put("notify.endpoint.secret-file", secret.toString());
        return RunningJob.start(NotifyJob.NAME, NotifyJob.build(NotifyConfig.from(values)));
    }

    private static AlarmEvent alarm(int number, int sequence) {
        String line = "line:l" + number;
        return new AlarmEvent(
                Ids.alarm("LEVEL", line, START),
                sequence,
                "LowLevel",
                1,
                "LEVEL",
                sequence == 0 ? AlarmPhase.RAISED : AlarmPhase.ACKNOWLEDGED,
                Priority.MEDIUM,
                AlarmKind.PHYSIOLOGICAL,
                new Subject(line, "icu", null, "l" + number, "p" + number, "scale-" + number),
                START,
                START + sequence * 1_000L,
                new ArrayList<>(),
                0,
                0,
                null,
                null);
    }

    private void write(AlarmEvent alarm) throws Exception {
        log.write(TOPICS.alarms(), null, alarm.at(), alarm.alarmId(), FORMAT.write(alarm));
    }

    private boolean reported(DeliveryOutcome outcome) {
        deliveries.poll();
        return deliveries.has(delivery -> delivery.outcome() == outcome);
    }

    @Test
    void losesNoNoticeThroughAnUnwellInboxAndAKill() throws Exception {
        List<String> expected = new ArrayList<>();
        RunningJob first = startJob();
        try (first) {
            for (int number = 0; number < ALARMS; number++) {
                write(alarm(number, 0));
                expected.add(alarm(number, 0).alarmId() + ".0");
            }
            Eventually.until("the inbox has failed several of them", () -> requests.get() >= ALARMS + 1);
            Eventually.until("that was reported", () -> reported(DeliveryOutcome.WILL_RETRY));
            // From here on the alarms are nowhere but in the job's state: their offsets are behind it.
            Eventually.until("the alarms are in a checkpoint", () -> log.isConsumed(NotifyJob.NAME, TOPICS.alarms()));
            first.kill();
        }
        assertThat(taken).isEmpty();
        write(alarm(0, 1));
        expected.add(alarm(0, 1).alarmId() + ".1");
        well = true;
        try (RunningJob second = startJob()) {
            Eventually.until("everything was taken", () -> {
                second.assertAlive();
                return taken.containsAll(expected);
            });
            Eventually.until("and reported", () -> {
                deliveries.poll();
                return deliveries.values().stream()
                                .filter(delivery -> delivery.outcome() == DeliveryOutcome.DELIVERED)
                                .map(Delivery::deliveryId)
                                .distinct()
                                .count()
                        == expected.size();
            });
        }
        assertThat(taken).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(taken.indexOf(expected.get(0)))
                .as("the events of an alarm arrive in their order")
                .isLessThan(taken.indexOf(expected.get(ALARMS)));
        assertThat(verdicts).containsOnly(Verdict.VALID);
        assertThat(deliveries.values())
                .extracting(Delivery::outcome)
                .doesNotContain(DeliveryOutcome.DEAD, DeliveryOutcome.SUPERSEDED);
    }
}
