package io.wardstream.sim.replay;

import io.wardstream.model.DeviceKind;
import io.wardstream.model.Presence;
import io.wardstream.model.PresenceState;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Time;
import io.wardstream.model.VitalsReading;
import io.wardstream.model.recorded.RecordedPatient;
import io.wardstream.model.recorded.RecordedRow;
import io.wardstream.model.recorded.Recording;
import io.wardstream.model.wire.DeviceMessage;
import io.wardstream.model.wire.WardTopic;
import io.wardstream.model.wire.WireFormat;
import io.wardstream.sim.config.MqttEndpoint;
import io.wardstream.sim.device.DeviceFleet;
import io.wardstream.sim.device.DeviceHost;
import io.wardstream.sim.device.Traffic;
import io.wardstream.sim.world.Boots;
import io.wardstream.sim.world.Outgoing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Plays recorded patients over MQTT: each has a monitor of its own on one ward, and all of them start together. A row
 * goes out when its offset, divided by the speed, has passed since the start, and carries that time as its
 * {@code measuredAt}.
 *
 * <p>What was recorded is sent as it is, also what cannot be true: to refuse it is the receiver's part. A row without
 * any value is no message and is only counted. No row is dropped: a broker that does not keep up slows the replay down.
 *
 * <p>{@link #run} blocks the calling thread; {@link #stop} may be called from any other. An object runs once.
 */
public final class Replay {

    /** Every patient is a client of its own. */
    public static final int MAX_PATIENTS = 1_000;

    private static final double MAX_SPEED = 1_000_000;
    private static final long CONNECT_MS = 30_000;
    private static final long DRAIN_MS = 10_000;
    private static final int UNSENT_PER_DEVICE = 100;
    private static final long LOOK_EVERY_MS = 5;
    private static final long TELL_EVERY_MS = 1_000;
    private static final WireFormat<DeviceMessage> FORMAT = WireFormat.of(DeviceMessage.class);

    private final String ward;
    private final List<RecordedPatient> patients;
    private final long rows;
    private volatile boolean stopped;

    /**
     * A replay that does not run yet.
     *
     * @param recording the patients
     * @param ward the ward on which they appear
     */
    public Replay(Recording recording, String ward) {
        if (!WardTopic.isName(ward)) {
            throw new IllegalArgumentException("ward is " + ward + "; accepted: 1 to 64 of A-Z a-z 0-9 _ -");
        }
        if (recording.patients().size() > MAX_PATIENTS) {
            throw new IllegalArgumentException(
                    "there are " + recording.patients().size() + " patients; accepted: up to " + MAX_PATIENTS
                            + ", because each is a client of its own");
        }
        this.ward = ward;
        this.patients = recording.patients();
        this.rows =
                patients.stream().mapToLong(patient -> patient.rows().size()).sum();
    }

    /**
     * How far it is.
     *
     * @param rowsDone rows that were sent, or had nothing to send
     * @param rows all rows
     * @param offsetMs the recording's time that is reached
     */
    public record Progress(long rowsDone, long rows, long offsetMs) {}

    /**
     * What became of the rows: sent, without values and not sent add up to all.
     *
     * @param rowsSent rows that were given to the network
     * @param rowsWithoutValues rows in which nothing was recorded
     * @param rowsNotSent rows that were still to come when it was stopped
     * @param published messages handed to the network, presence included
     * @param puBacked those of them that the broker has confirmed
     * @param refusedByBroker those of them that the broker refused: its permissions are wrong
     */
    public record Counts(
            long rowsSent,
            long rowsWithoutValues,
            long rowsNotSent,
            long published,
            long puBacked,
            long refusedByBroker) {}

    /** The monitors, as they have to be registered before the replay runs. */
    public List<RegistryEntry> registry(@Time long since) {
        List<RegistryEntry> entries = new ArrayList<>();
        for (RecordedPatient patient : patients) {
            entries.add(new RegistryEntry(
                    deviceId(patient),
                    DeviceKind.MONITOR,
                    ward,
                    null,
                    null,
                    patient.patientId(),
                    since,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null));
        }
        return entries;
    }

    private static String deviceId(RecordedPatient patient) {
        return "monitor-" + patient.patientId();
    }

    /**
     * Plays all rows, or those up to {@link #stop}.
     *
     * @param speed how many times faster than recorded
     * @param progress told about once a second, and at the end, on the calling thread
     */
    public Counts run(MqttEndpoint endpoint, double speed, Consumer<Progress> progress) throws InterruptedException {
        if (!(speed > 0 && speed <= MAX_SPEED)) {
            throw new IllegalArgumentException("speed is " + speed + "; accepted: above 0, up to " + MAX_SPEED);
        }
        long start = System.currentTimeMillis();
        Traffic traffic = new Traffic();
        Speakers speakers = new Speakers(start);
        try (DeviceFleet fleet = new DeviceFleet(registry(start), endpoint, speakers, traffic, 2 * UNSENT_PER_DEVICE)) {
            speakers.fleet = fleet;
            fleet.connect(deviceId -> true, CONNECT_MS);
            Player player = new Player(fleet, speakers, speed, progress);
            player.play();
            patients.forEach(patient -> speakers.presence(deviceId(patient), PresenceState.OFFLINE));
            fleet.drain(DRAIN_MS);
            return new Counts(
                    player.sent,
                    player.empty,
                    rows - player.sent - player.empty,
                    traffic.published(),
                    traffic.puBacked(),
                    traffic.refused());
        }
    }

    /** Ends the replay after the row that is just being sent. */
    public void stop() {
        stopped = true;
    }

    /** Sends the rows of all patients in the order of their times. */
    private final class Player {
        private final DeviceFleet fleet;
        private final Speakers speakers;
        private final double speed;
        private final Consumer<Progress> progress;
        private long sent;
        private long empty;

        Player(DeviceFleet fleet, Speakers speakers, double speed, Consumer<Progress> progress) {
            this.fleet = fleet;
            this.speakers = speakers;
            this.speed = speed;
            this.progress = progress;
        }

        private record Next(long offsetMs, int patient, int row) implements Comparable<Next> {
            @Override
            public int compareTo(Next other) {
                int byTime = Long.compare(offsetMs, other.offsetMs);
                return byTime != 0 ? byTime : Integer.compare(patient, other.patient);
            }
        }

        void play() throws InterruptedException {
            long wallStart = System.currentTimeMillis();
            long nanoStart = System.nanoTime();
            long toldAt = nanoStart;
            PriorityQueue<Next> agenda = new PriorityQueue<>();
            for (int i = 0; i < patients.size(); i++) {
                agenda.add(new Next(patients.get(i).rows().get(0).offsetMs(), i, 0));
            }
            long reached = 0;
            for (Next next = agenda.poll(); next != null && !stopped; next = agenda.poll()) {
                RecordedPatient patient = patients.get(next.patient());
                RecordedRow row = patient.rows().get(next.row());
                long dueMs = (long) (row.offsetMs() / speed);
                String deviceId = deviceId(patient);
                while (!stopped && (elapsedMs(nanoStart) < dueMs || fleet.unsent(deviceId) >= UNSENT_PER_DEVICE)) {
                    toldAt = maybeTell(toldAt, reached);
                    TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
                }
                if (stopped) {
                    break;
                }
                if (row.vitals().isEmpty()) {
                    empty++;
                } else {
                    speakers.measure(deviceId, wallStart + dueMs, row.vitals());
                    sent++;
                }
                reached = row.offsetMs();
                toldAt = maybeTell(toldAt, reached);
                if (next.row() + 1 < patient.rows().size()) {
                    agenda.add(new Next(patient.rows().get(next.row() + 1).offsetMs(), next.patient(), next.row() + 1));
                }
            }
            tell(reached);
        }

        private static long elapsedMs(long nanoStart) {
            return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanoStart);
        }

        private long maybeTell(long toldAt, long reached) {
            if (elapsedMs(toldAt) < TELL_EVERY_MS) {
                return toldAt;
            }
            tell(reached);
            return System.nanoTime();
        }

        private void tell(long reached) {
            progress.accept(new Progress(sent + empty, rows, reached));
        }
    }

    /** How the monitors speak. A message is numbered and handed over at once, so that the numbers go out in order. */
    private final class Speakers implements DeviceHost {
        private final Boots boots;
        private final Map<String, Long> nextSeq = new HashMap<>();
        private @Nullable DeviceFleet fleet;

        Speakers(long start) {
            this.boots = new Boots(0, start, 0);
        }

        synchronized void measure(String deviceId, long at, VitalsReading vitals) {
            say(deviceId, at, WardTopic.TELEMETRY, Outgoing.Kind.READING, vitals, null);
        }

        synchronized void presence(String deviceId, PresenceState state) {
            say(deviceId, System.currentTimeMillis(), WardTopic.STATE, Outgoing.Kind.STATE, null, new Presence(state));
        }

        private void say(
                String deviceId,
                long at,
                String channel,
                Outgoing.Kind kind,
                @Nullable VitalsReading vitals,
                @Nullable Presence presence) {
            DeviceFleet out = fleet;
            if (out == null) {
                throw new IllegalStateException("Nobody speaks before there is a fleet");
            }
            long seq = nextSeq.merge(deviceId, 1L, Long::sum) - 1;
            DeviceMessage message =
                    new DeviceMessage(null, boots.name(deviceId), seq, at, null, vitals, null, null, presence);
            String topic = new WardTopic(ward, deviceId, channel).text();
            out.perform(new Outgoing.Message(at, deviceId, topic, FORMAT.writeText(message), kind, 1, null));
        }

        @Override
        public String will(String deviceId, int connection) {
            return boots.will(deviceId, connection);
        }

        @Override
        public void connected(String deviceId) {
            presence(deviceId, PresenceState.ONLINE);
        }

        @Override
        public void received(String deviceId, byte[] payload) {
            // A monitor takes no commands.
        }

        @Override
        public void delivered(String receipt) {
            // Rows have no receipts.
        }
    }
}
