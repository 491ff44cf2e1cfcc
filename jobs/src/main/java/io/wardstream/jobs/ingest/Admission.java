package io.wardstream.jobs.ingest;

import io.wardstream.jobs.control.ControlBook;
import io.wardstream.jobs.control.ControlFact;
import io.wardstream.jobs.control.ControlSnapshot;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Rejection;
import io.wardstream.model.RejectionReason;
import io.wardstream.model.wire.BadValue;
import io.wardstream.model.wire.DeviceMessage;
import io.wardstream.model.wire.DeviceMessageDecoder;
import io.wardstream.model.wire.WardTopic;
import java.io.Serial;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Decodes, validates and identifies. What comes in goes out as a bedside event or as a rejection with its reason and its
 * bytes; nothing is lost in between, and nothing that comes in can make it throw.
 *
 * <p>Identity: the device in the topic (the broker lets a device publish under its own name only), the same as in the
 * message if that names one, registered, and on the ward that the registry says.
 *
 * <p>The registry is read to its end before the first message and followed from then on.
 */
public final class Admission extends BroadcastProcessFunction<RawMessage, ControlFact, BedsideEvent> {

    @Serial
    private static final long serialVersionUID = 1;

    /** Inputs, or values in them, that were refused. */
    public static final OutputTag<Rejection> REJECTED =
            new OutputTag<>("rejected", TypeInformation.of(Rejection.class));

    /** The broadcast side keeps nothing in state: see {@link ControlSnapshot}. */
    static final MapStateDescriptor<String, Byte> NO_BROADCAST_STATE =
            new MapStateDescriptor<>("no-broadcast-state", Types.STRING, Types.BYTE);

    private final ControlSnapshot snapshot;

    private transient ControlBook book;
    private transient Counter accepted;
    private transient Map<RejectionReason, Counter> rejected;

    public Admission(ControlSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    @Override
    public void open(OpenContext context) throws Exception {
        book = new ControlBook();
        for (ControlFact fact : snapshot.load()) {
            book.take(fact);
        }
        MetricGroup group = getRuntimeContext().getMetricGroup().addGroup("wardstream");
        accepted = group.counter("acceptedEvents");
        rejected = new EnumMap<>(RejectionReason.class);
        for (RejectionReason reason : RejectionReason.values()) {
            rejected.put(reason, group.addGroup("reason", reason.name()).counter("rejectedInputs"));
        }
    }

    @Override
    public void processBroadcastElement(ControlFact fact, Context context, Collector<BedsideEvent> out) {
        book.take(fact);
    }

    @Override
    public void processElement(RawMessage raw, ReadOnlyContext context, Collector<BedsideEvent> out) {
        WardTopic topic = WardTopic.parse(raw.topic);
        if (topic == null || !topic.fromDevice()) {
            reject(raw, null, RejectionReason.UNKNOWN_TOPIC, "not a topic that devices publish on", true, context);
            return;
        }
        for (DeviceMessageDecoder.Item item : DeviceMessageDecoder.decode(raw.payload)) {
            if (item instanceof DeviceMessageDecoder.Refused refused) {
                reject(raw, topic, refused.reason(), refused.detail(), true, context);
            } else if (item instanceof DeviceMessageDecoder.Message message) {
                admit(raw, topic, message, context, out);
            }
        }
    }

    private void admit(
            RawMessage raw,
            WardTopic topic,
            DeviceMessageDecoder.Message decoded,
            ReadOnlyContext context,
            Collector<BedsideEvent> out) {
        DeviceMessage message = decoded.message();
        if (message.deviceId() != null && !message.deviceId().equals(topic.deviceId())) {
            reject(raw, topic, RejectionReason.ID_MISMATCH, "deviceId is not the topic's", true, context);
            return;
        }
        RegistryEntry entry = book.device(topic.deviceId());
        if (entry == null) {
            reject(raw, topic, RejectionReason.UNKNOWN_DEVICE, "not registered", true, context);
            return;
        }
        if (!entry.ward().equals(topic.ward())) {
            reject(raw, topic, RejectionReason.WRONG_WARD, "registered on another ward", true, context);
            return;
        }
        for (BadValue bad : decoded.badValues()) {
            reject(raw, topic, bad.reason(), bad.detail(), false, context);
        }
        accepted.inc();
        out.collect(new BedsideEvent(
                topic.deviceId(),
                message.boot(),
                message.seq(),
                raw.acceptedAt,
                message.measuredAt(),
                entry.ward(),
                entry.bed(),
                entry.effectiveLineId(),
                entry.patientId(),
                message.infusion(),
                message.vitals(),
                message.care(),
                message.clamp(),
                message.presence(),
                null));
    }

    private void reject(
            RawMessage raw,
            @Nullable WardTopic topic,
            RejectionReason reason,
            String detail,
            boolean wholeMessage,
            ReadOnlyContext context) {
        Counter counter = rejected.get(reason);
        if (counter != null) {
            counter.inc();
        }
        context.output(
                REJECTED,
                new Rejection(
                        reason,
                        detail,
                        wholeMessage,
                        "mqtt:" + raw.topic,
                        topic == null ? null : topic.deviceId(),
                        raw.acceptedAt,
                        Rejection.raw(raw.payload)));
    }
}
