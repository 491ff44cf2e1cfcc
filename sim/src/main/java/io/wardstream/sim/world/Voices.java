package io.wardstream.sim.world;

import io.wardstream.model.Care;
import io.wardstream.model.ClampReport;
import io.wardstream.model.InfusionReading;
import io.wardstream.model.Presence;
import io.wardstream.model.PresenceState;
import io.wardstream.model.Time;
import io.wardstream.model.VitalsReading;
import io.wardstream.model.wire.DeviceMessage;
import io.wardstream.model.wire.WardTopic;
import io.wardstream.model.wire.WireFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the devices speak: each with its boot, its own count of messages and its own clock. What staff did is kept until
 * the broker has it, also over a restart: then it is said again, under the new boot, with its old time. Mutable, used
 * by the world alone.
 */
final class Voices {
    private static final WireFormat<DeviceMessage> FORMAT = WireFormat.of(DeviceMessage.class);

    private final Boots boots;
    private final WardPlan plan;
    private final Map<String, String> bootNames = new HashMap<>();
    private final Map<String, Long> nextSeq = new HashMap<>();
    private final Map<String, PendingCare> pending = new LinkedHashMap<>();
    private long receipts;
    private List<Outgoing> said = new ArrayList<>();

    Voices(Boots boots, WardPlan plan, long receipts, List<PendingCare> stillPending) {
        this.boots = boots;
        this.plan = plan;
        this.receipts = receipts;
        stillPending.forEach(care -> pending.put(care.receipt(), care));
    }

    /**
     * What somebody did and the broker does not have yet.
     *
     * @param receipt names it
     * @param ward the ward of the device
     * @param deviceId the device on which it was done
     * @param measuredAt the device's time
     * @param care what was done
     */
    record PendingCare(
            String receipt,
            String ward,
            String deviceId,
            @Time long measuredAt,
            Care care) {}

    List<PendingCare> pending() {
        return List.copyOf(pending.values());
    }

    long receipts() {
        return receipts;
    }

    /** What was said since the last call, in the order of time. */
    List<Outgoing> take() {
        List<Outgoing> taken = said;
        said = new ArrayList<>();
        return taken;
    }

    void delivered(String receipt) {
        pending.remove(receipt);
    }

    private String boot(String deviceId) {
        return bootNames.computeIfAbsent(deviceId, boots::name);
    }

    void weigh(long at, String ward, String deviceId, double massG, int copies) {
        said(at, ward, deviceId, Outgoing.Kind.READING, copies, new InfusionReading(massG), null, null, null);
    }

    void measure(long at, String ward, String deviceId, VitalsReading vitals, int copies) {
        said(at, ward, deviceId, Outgoing.Kind.READING, copies, null, vitals, null, null);
    }

    void report(long at, String ward, String deviceId, ClampReport clamp) {
        said(at, ward, deviceId, Outgoing.Kind.STATE, 1, null, null, clamp, null);
    }

    void presence(long at, String ward, String deviceId, PresenceState state) {
        said(at, ward, deviceId, Outgoing.Kind.STATE, 1, null, null, null, new Presence(state));
    }

    void care(long at, String ward, String deviceId, Care care) {
        PendingCare act = new PendingCare("care-" + receipts++, ward, deviceId, clock(deviceId, at), care);
        pending.put(act.receipt(), act);
        say(at, act);
    }

    /** Forgets what was said while nobody could hear it, and says again what the broker never confirmed. */
    void startOver(long at) {
        nextSeq.clear();
        said.clear();
        pending.values().forEach(act -> say(at, act));
    }

    void link(long at, String deviceId, boolean up) {
        said.add(new Outgoing.Link(at, deviceId, up));
    }

    void malformed(long at, String ward, String deviceId, String text) {
        said.add(new Outgoing.Message(
                at, deviceId, topic(ward, deviceId, WardTopic.TELEMETRY), text, Outgoing.Kind.MALFORMED, 1, null));
    }

    private void say(long at, PendingCare act) {
        DeviceMessage message = new DeviceMessage(
                null,
                boot(act.deviceId()),
                count(act.deviceId()),
                act.measuredAt(),
                null,
                null,
                act.care(),
                null,
                null);
        said.add(new Outgoing.Message(
                at,
                act.deviceId(),
                topic(act.ward(), act.deviceId(), WardTopic.EVENT),
                FORMAT.writeText(message),
                Outgoing.Kind.CARE,
                1,
                act.receipt()));
    }

    private void said(
            long at,
            String ward,
            String deviceId,
            Outgoing.Kind kind,
            int copies,
            @Nullable InfusionReading infusion,
            @Nullable VitalsReading vitals,
            @Nullable ClampReport clamp,
            @Nullable Presence presence) {
        DeviceMessage message = new DeviceMessage(
                null, boot(deviceId), count(deviceId), clock(deviceId, at), infusion, vitals, null, clamp, presence);
        String channel = kind == Outgoing.Kind.READING ? WardTopic.TELEMETRY : WardTopic.STATE;
        said.add(new Outgoing.Message(
                at, deviceId, topic(ward, deviceId, channel), FORMAT.writeText(message), kind, copies, null));
    }

    private static String topic(String ward, String deviceId, String channel) {
        return new WardTopic(ward, deviceId, channel).text();
    }

    private long count(String deviceId) {
        return nextSeq.merge(deviceId, 1L, Long::sum) - 1;
    }

    private long clock(String deviceId, long at) {
        return deviceId.equals(plan.skewedDevice()) ? at + plan.skewMs() : at;
    }
}
