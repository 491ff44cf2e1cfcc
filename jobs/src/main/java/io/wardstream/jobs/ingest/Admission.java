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
import io.wardstream.model.wire.ForeignDevice;
import io.wardstream.model.wire.WardTopic;
import java.io.Serial;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Decodes, validates and identifies. What comes in goes out as a bedside event or as a rejection with its reason and
 * its bytes; nothing is lost in between, and nothing that comes in can make it throw.
 *
 * <p>Identity: the device in the topic (the broker lets a device publish under its own name only), the same as in the
 * message if that names one, registered, and on the ward that the registry says.
 *
 * <p>A foreign device is found by the topic that its registry entry gives to it, and understood by the entry's profile
 * ({@link ForeignDevice}); messages without a running number of their own get one ({@link MessageNumbers}). Its broker
 * must let it publish on its own topics only, as with ours: a topic is all that tells who speaks.
 *
 * <p>The registry is read to its end before the first message and followed from then on.
 *
 * <p>Restore: what foreign devices said at the last beat of the clock is operator state, given to every subtask.
 */
public final class Admission extends BroadcastProcessFunction<RawMessage, ControlFact, BedsideEvent>
        implements CheckpointedFunction {

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
    private transient ForeignTopics foreignTopics;
    private transient MessageNumbers numbers = new MessageNumbers();
    private transient @Nullable ListState<TickMemory> memories;
    private transient Counter accepted;
    private transient Counter ownCommands;
    private transient Map<RejectionReason, Counter> rejected;

    public Admission(ControlSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        ListState<TickMemory> state = context.getOperatorStateStore()
                .getUnionListState(new ListStateDescriptor<>("last-beats", TypeInformation.of(TickMemory.class)));
        memories = state;
        numbers = new MessageNumbers();
        numbers.restore(state.get());
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        Objects.requireNonNull(memories, "initializeState comes first").update(numbers.snapshot());
    }

    @Override
    public void open(OpenContext context) throws Exception {
        book = new ControlBook();
        foreignTopics = new ForeignTopics();
        for (ControlFact fact : snapshot.load()) {
            take(fact);
        }
        MetricGroup group = getRuntimeContext().getMetricGroup().addGroup("wardstream");
        accepted = group.counter("acceptedEvents");
        ownCommands = group.counter("ownCommands");
        rejected = new EnumMap<>(RejectionReason.class);
        for (RejectionReason reason : RejectionReason.values()) {
            rejected.put(reason, group.addGroup("reason", reason.name()).counter("rejectedInputs"));
        }
    }

    @Override
    public void processBroadcastElement(ControlFact fact, Context context, Collector<BedsideEvent> out) {
        take(fact);
    }

    private void take(ControlFact fact) {
        book.take(fact);
        RegistryEntry entry = fact.entry();
        if (entry != null) {
            foreignTopics.take(entry);
        }
    }

    @Override
    public void processElement(RawMessage raw, ReadOnlyContext context, Collector<BedsideEvent> out) {
        WardTopic topic = WardTopic.parse(raw.topic);
        if (topic == null) {
            foreign(raw, context, out);
            return;
        }
        if (!topic.fromDevice()) {
            reject(raw, null, RejectionReason.UNKNOWN_TOPIC, "not a topic that devices publish on", true, context);
            return;
        }
        for (DeviceMessageDecoder.Item item : DeviceMessageDecoder.decode(raw.payload)) {
            if (item instanceof DeviceMessageDecoder.Refused refused) {
                reject(raw, topic.deviceId(), refused.reason(), refused.detail(), true, context);
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
            reject(raw, topic.deviceId(), RejectionReason.ID_MISMATCH, "deviceId is not the topic's", true, context);
            return;
        }
        RegistryEntry entry = book.device(topic.deviceId());
        if (entry == null) {
            reject(raw, topic.deviceId(), RejectionReason.UNKNOWN_DEVICE, "not registered", true, context);
            return;
        }
        if (!entry.ward().equals(topic.ward())) {
            reject(raw, topic.deviceId(), RejectionReason.WRONG_WARD, "registered on another ward", true, context);
            return;
        }
        if (entry.foreign()) {
            reject(raw, topic.deviceId(), RejectionReason.WRONG_PROFILE, "its profile is not ours", true, context);
            return;
        }
        for (BadValue bad : decoded.badValues()) {
            reject(raw, topic.deviceId(), bad.reason(), bad.detail(), false, context);
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
                null,
                message.batteryPct(),
                CuffPlace.of(entry, message.vitals(), book)));
    }

    private void foreign(RawMessage raw, ReadOnlyContext context, Collector<BedsideEvent> out) {
        ForeignTopics.Found found = foreignTopics.find(raw.topic);
        if (found instanceof ForeignTopics.Speaker speaker) {
            int part = 0;
            for (ForeignDevice.Item item : speaker.device().decode(raw.topic, raw.payload)) {
                RegistryEntry entry = speaker.device().entry();
                if (item instanceof ForeignDevice.Refused refused) {
                    reject(raw, entry.deviceId(), refused.reason(), refused.detail(), true, context);
                } else if (item instanceof ForeignDevice.Reading reading) {
                    admit(raw, entry, reading, part, context, out);
                }
                part++;
            }
        } else if (found instanceof ForeignTopics.Command) {
            // Our own word to a device, which is inside the filter that it speaks on.
            ownCommands.inc();
        } else if (found instanceof ForeignTopics.Several) {
            reject(
                    raw,
                    null,
                    RejectionReason.AMBIGUOUS_DEVICE,
                    "the registry gives this topic to several devices",
                    true,
                    context);
        } else {
            reject(raw, null, RejectionReason.UNKNOWN_TOPIC, "not a topic that devices publish on", true, context);
        }
    }

    private void admit(
            RawMessage raw,
            RegistryEntry entry,
            ForeignDevice.Reading reading,
            int part,
            ReadOnlyContext context,
            Collector<BedsideEvent> out) {
        String boot = reading.boot();
        Long seq = reading.seq();
        if (boot == null || seq == null) {
            OptionalLong number = numbers.number(entry.deviceId(), raw, part);
            if (number.isEmpty()) {
                reject(
                        raw,
                        entry.deviceId(),
                        RejectionReason.TOO_MANY_AT_ONCE,
                        "more than " + MessageNumbers.MAX_PLACES + " at one beat of the clock",
                        true,
                        context);
                return;
            }
            boot = MessageNumbers.BOOT;
            seq = number.getAsLong();
        }
        for (BadValue bad : reading.badValues()) {
            reject(raw, entry.deviceId(), bad.reason(), bad.detail(), false, context);
        }
        accepted.inc();
        out.collect(new BedsideEvent(
                entry.deviceId(),
                boot,
                seq,
                raw.acceptedAt,
                reading.measuredAt(),
                entry.ward(),
                entry.bed(),
                entry.effectiveLineId(),
                entry.patientId(),
                reading.infusion(),
                reading.vitals(),
                null,
                reading.clamp(),
                reading.presence(),
                null,
                reading.batteryPct(),
                CuffPlace.of(entry, reading.vitals(), book)));
    }

    private void reject(
            RawMessage raw,
            @Nullable String deviceId,
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
                        deviceId,
                        raw.acceptedAt,
                        Rejection.raw(raw.payload)));
    }
}
