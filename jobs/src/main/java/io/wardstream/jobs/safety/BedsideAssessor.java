package io.wardstream.jobs.safety;

import io.wardstream.cep.DeviceSilent;
import io.wardstream.cep.SettingsView;
import io.wardstream.cep.Waits;
import io.wardstream.jobs.control.ClockFollower;
import io.wardstream.jobs.control.ControlBook;
import io.wardstream.jobs.control.ControlFact;
import io.wardstream.jobs.control.ControlSnapshot;
import io.wardstream.jobs.order.Verdict;
import io.wardstream.jobs.safety.infusion.LineState;
import io.wardstream.jobs.safety.vitals.PatientState;
import io.wardstream.jobs.safety.vitals.RiskJudge;
import io.wardstream.jobs.safety.vitals.RiskRow;
import io.wardstream.jobs.safety.vitals.VitalsAssessor;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.Care;
import io.wardstream.model.CareAction;
import io.wardstream.model.ClampReport;
import io.wardstream.model.DeviceKind;
import io.wardstream.model.InfusionReading;
import io.wardstream.model.Presence;
import io.wardstream.model.PresenceState;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Score;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import io.wardstream.model.Subject;
import io.wardstream.model.VitalsReading;
import java.io.Serial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is noticed about one subject, in one place and in order: readings become signs, staff's actions and
 * clamps' answers become signs, silence becomes a sign, and the times that patterns wait for become signs.
 *
 * <p>What it does is done by pure parts ({@link LineKeeper}, {@link PatientKeeper}, {@link Silence},
 * {@link Waits}); this class keeps their state and books their times with the ward clock.
 *
 * <p>Order: a device's messages are taken in the order of their running numbers; a duplicate or a message that another
 * has overtaken is counted and goes no further. The others wait until the ward clock has passed them, and are then
 * judged in the order of event time, before anything that is due at the same instant. Partitions are not read in step,
 * on a replay by minutes: judged on arrival, a message would answer for a silence that came before it, or end a wait
 * that was over before. Only that somebody has acknowledged is said at once as well, on the side
 * ({@link #ACKNOWLEDGEMENTS}).
 *
 * <p>Behind the clock: what comes so is judged on arrival.
 *
 * <p>End of input: when the watermark jumps to its last value, at the end of a recorded input, no silence and no wait
 * that was not due is called over.
 *
 * <p>Restore: all of it is keyed state and event-time timers. The registry and the settings are read again at the
 * start, before the first event.
 */
public final class BedsideAssessor extends KeyedBroadcastProcessFunction<String, BedsideEvent, ControlFact, Sign>
        implements CheckpointedFunction, ClockFollower {

    @Serial
    private static final long serialVersionUID = 1;

    /** Scores, as they are worked out. */
    public static final OutputTag<Score> SCORES = new OutputTag<>("scores", TypeInformation.of(Score.class));

    /** What a model of the risk is given, where that is asked for. */
    public static final OutputTag<RiskRow> RISK_ROWS = new OutputTag<>("risk-rows", TypeInformation.of(RiskRow.class));

    /** The newest readings of lines whose bag is low. */
    public static final OutputTag<LineStatus> LOW_LINES =
            new OutputTag<>("low-lines", TypeInformation.of(LineStatus.class));

    /** Acknowledgements as soon as they are read, for those who must not wait for the clock. */
    public static final OutputTag<Sign> ACKNOWLEDGEMENTS =
            new OutputTag<>("acknowledgements", TypeInformation.of(Sign.class));

    /** What concerns all clamps of a patient, said of each of the patient's lines. */
    public static final OutputTag<Sign> FOR_LINES = new OutputTag<>("for-lines", TypeInformation.of(Sign.class));

    /** What is noticed about a line, said of its patient, for the patterns over both. */
    public static final OutputTag<Sign> FOR_PATIENTS = new OutputTag<>("for-patients", TypeInformation.of(Sign.class));

    private static final Set<SignKind> FOR_THE_PATIENT = EnumSet.of(
            SignKind.BAG_EMPTY,
            SignKind.BAG_CHANGED,
            SignKind.LEVEL_RESTORED,
            SignKind.FLOW_STOPPED,
            SignKind.FLOW_RESUMED,
            SignKind.FREE_FLOW,
            SignKind.FREE_FLOW_OVER,
            SignKind.VOLUME_OVER,
            SignKind.TRANSFUSION_STARTED);

    private static final Set<SignKind> FOR_THE_CLAMPS = EnumSet.of(
            SignKind.RESUSCITATION_BEGAN,
            SignKind.RESUSCITATION_ENDED,
            SignKind.HYPOTENSION,
            SignKind.HYPOTENSION_OVER);

    private static final Comparator<BedsideEvent> BY_DEVICE = Comparator.comparing(BedsideEvent::deviceId);

    private final ControlSnapshot snapshot;
    private final Prediction prediction;

    private transient ControlBook book;
    private transient List<RiskRow> riskRows;
    private transient @Nullable ListState<Long> clocks;
    private transient @Nullable ListState<Long> listeningSinces;
    private transient Listening listening = new Listening(Long.MIN_VALUE, Long.MIN_VALUE);
    private transient MapState<String, DeviceState> devices;
    private transient InOrder<BedsideEvent> inOrder;
    private transient MapState<String, Waits.Pending> waits;
    private transient LineKeeper line;
    private transient PatientKeeper patient;
    private transient ValueState<SubjectState> place;
    private transient Counter duplicates;
    private transient Counter stale;
    private transient Counter unregistered;

    /** An assessor that predicts no risks. */
    public BedsideAssessor(ControlSnapshot snapshot) {
        this(snapshot, Prediction.NONE);
    }

    /**
     * An assessor.
     *
     * @param snapshot registry and settings as they are
     * @param prediction whether risks are predicted
     */
    public BedsideAssessor(ControlSnapshot snapshot, Prediction prediction) {
        this.snapshot = snapshot;
        this.prediction = prediction;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        // All subtasks have come nearly as far; the furthest gives the shortest leap, so an outage is never made up.
        ListState<Long> reached =
                context.getOperatorStateStore().getUnionListState(new ListStateDescriptor<>("ward-clocks", Types.LONG));
        ListState<Long> since = context.getOperatorStateStore()
                .getUnionListState(new ListStateDescriptor<>("listening-since", Types.LONG));
        clocks = reached;
        listeningSinces = since;
        listening = new Listening(latest(reached), latest(since));
    }

    private static long latest(ListState<Long> times) throws Exception {
        long latest = Long.MIN_VALUE;
        for (Long time : times.get()) {
            latest = Math.max(latest, time);
        }
        return latest;
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        Objects.requireNonNull(clocks, "initializeState comes first").update(List.of(listening.clock()));
        Objects.requireNonNull(listeningSinces, "initializeState comes first").update(List.of(listening.since()));
    }

    @Override
    public void clockMoves(long through) {
        listening.moves(through);
    }

    @Override
    public void open(OpenContext context) throws Exception {
        book = new ControlBook();
        riskRows = new ArrayList<>(1);
        VitalsAssessor vitalSigns = new VitalsAssessor(
                new RiskJudge(prediction.model(), prediction.tellsFeatures() ? riskRows::add : null));
        for (ControlFact fact : snapshot.load()) {
            book.take(fact);
        }
        devices = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>("devices", Types.STRING, TypeInformation.of(DeviceState.class)));
        inOrder = new InOrder<>(
                getRuntimeContext()
                        .getMapState(new MapStateDescriptor<>(
                                "waiting", Types.LONG, Types.LIST(TypeInformation.of(BedsideEvent.class)))),
                BY_DEVICE);
        waits = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>("waits", Types.STRING, TypeInformation.of(Waits.Pending.class)));
        line = new LineKeeper(
                getRuntimeContext().getState(new ValueStateDescriptor<>("line", TypeInformation.of(LineState.class))));
        patient = new PatientKeeper(
                vitalSigns,
                getRuntimeContext()
                        .getState(new ValueStateDescriptor<>("patient", TypeInformation.of(PatientState.class))));
        place = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("place", TypeInformation.of(SubjectState.class)));
        MetricGroup group = getRuntimeContext().getMetricGroup().addGroup("wardstream");
        duplicates = group.counter("duplicateEvents");
        stale = group.counter("staleEvents");
        unregistered = group.counter("unregisteredReadings");
    }

    @Override
    public void processBroadcastElement(ControlFact fact, Context context, Collector<Sign> out) {
        book.take(fact);
    }

    @Override
    public void processElement(BedsideEvent event, ReadOnlyContext context, Collector<Sign> out) throws Exception {
        // A line hears few of the monitor's numbers; what it hears of the cuff is no news when it is said again.
        if (!event.isOfCuff()) {
            DeviceState device = device(event.deviceId());
            Verdict verdict = device.order.admit(event.boot(), event.seq());
            devices.put(event.deviceId(), device);
            if (verdict != Verdict.NEW) {
                (verdict == Verdict.DUPLICATE ? duplicates : stale).inc();
                return;
            }
        }
        Care care = event.care();
        if (care != null && care.action() == CareAction.ACKNOWLEDGE) {
            context.output(
                    ACKNOWLEDGEMENTS,
                    ReportedSigns.ofCare(
                            event, care, book.settingsFor(event.subject()).version()));
        }
        long at = event.acceptedAt();
        if (at > context.timerService().currentWatermark()) {
            inOrder.hold(at, event);
            context.timerService().registerEventTimeTimer(at);
        } else {
            judge(event, context, out);
            score(at, event.subject(), context, out);
        }
    }

    private DeviceState device(String deviceId) throws Exception {
        DeviceState device = devices.get(deviceId);
        return device != null ? device : new DeviceState();
    }

    private void judge(BedsideEvent event, ReadOnlyContext context, Collector<Sign> out) throws Exception {
        Subject subject = event.subject();
        SettingsView settings = book.settingsFor(subject);
        List<Sign> signs = new ArrayList<>(2);
        RegistryEntry entry = book.device(event.deviceId());
        if (entry != null && !event.isOfCuff() && entry.homeKey().equals(subject.key())) {
            DeviceState device = device(event.deviceId());
            if (!isLastWill(event)) {
                Sign heard = Silence.heard(device.silence, event, settings.version());
                if (heard != null) {
                    signs.add(heard);
                }
            }
            Sign skew = ClockSkewWatch.look(device.clock, event, settings, listening.since());
            if (skew != null) {
                signs.add(skew);
            }
            Sign battery = BatteryWatch.look(device, event, settings);
            if (battery != null) {
                signs.add(battery);
            }
            SubjectState where = place.value();
            Long dischargedAt = where == null ? null : where.dischargedAt;
            Sign conflict = AssociationWatch.look(device, event, entry, dischargedAt, book, settings);
            if (conflict != null) {
                signs.add(conflict);
            }
            bookLook(device, entry, settings, context);
            devices.put(event.deviceId(), device);
        }
        remember(subject);

        InfusionReading infusion = event.infusion();
        VitalsReading vitals = event.vitals();
        Care care = event.care();
        ClampReport clamp = event.clamp();
        if (infusion != null && entry != null) {
            line.weighed(event, infusion, entry, settings, signs, status -> context.output(LOW_LINES, status));
        } else if (infusion != null) {
            unregistered.inc();
        } else if (vitals != null) {
            patient.measured(event, vitals, settings, signs::add, context.timerService()::registerEventTimeTimer);
        } else if (care != null) {
            care(event, care, settings, signs);
        } else if (event.isOfCuff()) {
            line.cuff(event, isInDoubt(event), settings, signs::add);
        } else if (clamp != null) {
            Sign said = ReportedSigns.ofClamp(event, clamp, settings.version());
            line.clampMoved(said.kind() == SignKind.CLAMP_CLOSED, event.acceptedAt());
            signs.add(said);
        }
        for (Sign sign : signs) {
            emit(sign, settings, context, out);
        }
    }

    /** Whether the broker speaks for a device that is gone: that is no sign of life. */
    private static boolean isLastWill(BedsideEvent event) {
        Presence presence = event.presence();
        return presence != null && presence.state() == PresenceState.OFFLINE;
    }

    /** Whether it is in doubt whose line this is. */
    private boolean isInDoubt(BedsideEvent event) throws Exception {
        String lineId = event.lineId();
        if (lineId != null && book.conflictOf(lineId) != null) {
            return true;
        }
        for (DeviceState device : devices.values()) {
            if (device.conflict != null) {
                return true;
            }
        }
        return false;
    }

    private void care(BedsideEvent event, Care care, SettingsView settings, List<Sign> signs) throws Exception {
        String patientId = event.patientId();
        boolean ofPatient = patientId != null && event.subject().key().equals(Subject.patientKey(patientId));
        if (care.action() == CareAction.OBSERVE && ofPatient) {
            patient.observed(care, event.acceptedAt());
        }
        if (care.action() == CareAction.DISCHARGE && care.alarmId() == null) {
            SubjectState where = Objects.requireNonNull(place.value(), "remembered before");
            where.dischargedAt = event.acceptedAt();
            place.update(where);
        }
        line.done(event, care);
        signs.add(ReportedSigns.ofCare(event, care, settings.version()));
        Sign transfusion = line.transfusionBegunBy(event, care, settings);
        if (transfusion != null) {
            signs.add(transfusion);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Sign> out) throws Exception {
        for (BedsideEvent event : inOrder.release(timestamp)) {
            judge(event, context, out);
        }
        boolean endOfInput = context.timerService().currentWatermark() == Long.MAX_VALUE;
        SubjectState where = place.value();
        if (where == null || where.subject == null) {
            throw new IllegalStateException("A timer for a subject that was never seen: " + context.getCurrentKey());
        }
        Subject subject = where.subject;
        SettingsView settings = book.settingsFor(subject);
        score(timestamp, subject, context, out);
        if (endOfInput) {
            return;
        }
        List<Sign> signs = new ArrayList<>(1);
        lookAtDevices(timestamp, subject, settings, signs, context);
        patient.onTime(
                timestamp,
                subject,
                device -> isOthers(device, subject),
                settings,
                signs::add,
                context.timerService()::registerEventTimeTimer);
        for (Sign sign : signs) {
            emit(sign, settings, context, out);
        }
        callOverWaits(timestamp, settings, context, out);
    }

    /** Whether a device is registered for somebody else. */
    private boolean isOthers(String device, Subject subject) {
        RegistryEntry entry = book.device(device);
        return entry != null && (!entry.active() || !entry.homeKey().equals(subject.key()));
    }

    private void score(long timestamp, Subject subject, ReadOnlyContext context, Collector<Sign> out) throws Exception {
        if (!patient.isScoreDue(timestamp)) {
            return;
        }
        SettingsView settings = book.settingsFor(subject);
        List<Sign> signs = new ArrayList<>(1);
        patient.score(timestamp, subject, settings, score -> context.output(SCORES, score), signs::add);
        riskRows.forEach(row -> context.output(RISK_ROWS, row));
        riskRows.clear();
        for (Sign sign : signs) {
            emit(sign, settings, context, out);
        }
    }

    private void lookAtDevices(
            long timestamp, Subject subject, SettingsView settings, List<Sign> signs, OnTimerContext context)
            throws Exception {
        List<Map.Entry<String, DeviceState>> due = new ArrayList<>(1);
        for (Map.Entry<String, DeviceState> entry : devices.entries()) {
            Long lookAt = entry.getValue().silence.lookAt;
            if (lookAt != null && lookAt <= timestamp) {
                due.add(Map.entry(entry.getKey(), entry.getValue()));
            }
        }
        for (Map.Entry<String, DeviceState> each : due) {
            DeviceState device = each.getValue();
            RegistryEntry entry = book.device(each.getKey());
            Sign silent = Silence.look(device.silence, each.getKey(), subject, entry, settings, listening.since());
            if (silent != null) {
                signs.add(silent.because(urgent(silent, entry, settings)));
            }
            bookLook(device, entry, settings, context);
            devices.put(each.getKey(), device);
        }
    }

    /** What makes it urgent that a device is silent, or null: what was known when it was heard last. */
    private @Nullable String urgent(Sign silent, @Nullable RegistryEntry entry, SettingsView settings)
            throws Exception {
        if (silent.kind() != SignKind.DEVICE_SILENT || entry == null) {
            return null;
        }
        DeviceSilent.Limits limits = DeviceSilent.Limits.from(settings);
        Double minutes = entry.kind().weighs() ? line.minutesLeft(entry, settings) : null;
        if (minutes != null) {
            // The bag ran on while nobody weighed it; what was left then is what is said.
            return minutes < limits.urgentMinutes()
                    ? String.format(Locale.ROOT, "%.0f min of fluid were left", Math.floor(minutes))
                    : null;
        }
        Integer news2 = entry.kind() == DeviceKind.MONITOR ? patient.lastNews2() : null;
        return news2 != null && news2 >= limits.urgentNews2() ? "the last NEWS2 was at least " + news2 : null;
    }

    private void callOverWaits(long timestamp, SettingsView settings, OnTimerContext context, Collector<Sign> out)
            throws Exception {
        List<Waits.Pending> over = new ArrayList<>(1);
        for (Waits.Pending pending : waits.values()) {
            if (pending.fireAt() <= timestamp) {
                over.add(pending);
            }
        }
        for (Waits.Pending pending : over) {
            waits.remove(pending.waitId());
            emit(pending.over(), settings, context, out);
        }
    }

    private void emit(Sign sign, SettingsView settings, ReadOnlyContext context, Collector<Sign> out) throws Exception {
        out.collect(sign);
        forTheOthers(sign, context);
        List<String> cancelled = new ArrayList<>(0);
        for (Waits.Pending pending : waits.values()) {
            if (Waits.cancels(sign, pending)) {
                cancelled.add(pending.waitId());
            }
        }
        for (String waitId : cancelled) {
            waits.remove(waitId);
        }
        for (Waits.Pending started : Waits.startedBy(sign, settings)) {
            waits.put(started.waitId(), started);
            context.timerService().registerEventTimeTimer(started.fireAt());
        }
    }

    /** What a line's sign means for its patient, and a patient's for the clamps of the lines. */
    private void forTheOthers(Sign sign, ReadOnlyContext context) {
        Subject subject = sign.subject();
        String patientId = subject.patientId();
        if (patientId == null) {
            return;
        }
        boolean ofPatient = subject.key().equals(Subject.patientKey(patientId));
        if (!ofPatient && FOR_THE_PATIENT.contains(sign.kind())) {
            context.output(FOR_PATIENTS, sign.ofPatient(patientId));
        }
        if (ofPatient && FOR_THE_CLAMPS.contains(sign.kind())) {
            for (String lineId : book.linesOf(patientId)) {
                context.output(FOR_LINES, sign.about(lineId));
            }
        }
    }

    private void bookLook(
            DeviceState device, @Nullable RegistryEntry entry, SettingsView settings, ReadOnlyContext context) {
        OptionalLong look = Silence.nextLook(device.silence, entry, settings, listening.since());
        if (look.isPresent()) {
            context.timerService().registerEventTimeTimer(look.getAsLong());
        }
    }

    private void remember(Subject subject) throws Exception {
        SubjectState state = place.value();
        if (state == null) {
            state = new SubjectState();
        }
        if (!subject.equals(state.subject)) {
            state.subject = subject;
            place.update(state);
        }
    }
}
