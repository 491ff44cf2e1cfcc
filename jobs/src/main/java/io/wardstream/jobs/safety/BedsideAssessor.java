package io.wardstream.jobs.safety;

import io.wardstream.cep.DeviceSilent;
import io.wardstream.cep.LowLevel;
import io.wardstream.cep.SettingsView;
import io.wardstream.cep.Waits;
import io.wardstream.jobs.control.ClockFollower;
import io.wardstream.jobs.control.ControlBook;
import io.wardstream.jobs.control.ControlFact;
import io.wardstream.jobs.control.ControlSnapshot;
import io.wardstream.jobs.order.Verdict;
import io.wardstream.jobs.safety.infusion.InfusionAssessor;
import io.wardstream.jobs.safety.infusion.LineState;
import io.wardstream.jobs.safety.vitals.PatientState;
import io.wardstream.jobs.safety.vitals.RiskJudge;
import io.wardstream.jobs.safety.vitals.RiskRow;
import io.wardstream.jobs.safety.vitals.VitalsAssessor;
import io.wardstream.model.BagClass;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.Care;
import io.wardstream.model.CareAction;
import io.wardstream.model.ClampReport;
import io.wardstream.model.ClampState;
import io.wardstream.model.Cuff;
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
 * <p>What it does is done by pure parts ({@link InfusionAssessor}, {@link VitalsAssessor}, {@link Silence},
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
    private transient InfusionAssessor infusions;
    private transient VitalsAssessor vitalSigns;
    private transient List<RiskRow> riskRows;
    private transient @Nullable ListState<Long> clocks;
    private transient @Nullable ListState<Long> listeningSinces;
    private transient Listening listening = new Listening(Long.MIN_VALUE, Long.MIN_VALUE);
    private transient MapState<String, DeviceState> devices;
    private transient InOrder<BedsideEvent> inOrder;
    private transient MapState<String, Waits.Pending> waits;
    private transient ValueState<LineState> line;
    private transient ValueState<PatientState> patient;
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
        infusions = new InfusionAssessor();
        riskRows = new ArrayList<>(1);
        vitalSigns = new VitalsAssessor(
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
        line = getRuntimeContext().getState(new ValueStateDescriptor<>("line", TypeInformation.of(LineState.class)));
        patient = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("patient", TypeInformation.of(PatientState.class)));
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
                    careSign(
                            SignKind.ACKNOWLEDGED,
                            event,
                            care,
                            book.settingsFor(event.subject()).version()));
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
        if (infusion != null) {
            infusion(event, infusion, entry, settings, signs, context);
        } else if (vitals != null) {
            vitals(event, vitals, settings, signs, context);
        } else if (care != null) {
            care(event, care, settings, signs);
        } else if (event.isOfCuff()) {
            cuff(event, settings, signs);
        } else if (clamp != null) {
            Sign said = clampSign(event, clamp, settings);
            clampMoved(said.kind() == SignKind.CLAMP_CLOSED, event.acceptedAt());
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

    private void infusion(
            BedsideEvent event,
            InfusionReading reading,
            @Nullable RegistryEntry entry,
            SettingsView settings,
            List<Sign> signs,
            ReadOnlyContext context)
            throws Exception {
        if (entry == null) {
            unregistered.inc();
            return;
        }
        LineState state = lineState();
        boolean blood = entry.bagClass() == BagClass.BLOOD;
        boolean begins = blood && !state.blood;
        state.blood = blood;
        Double level = infusions.take(state, event, reading.massG(), entry, settings, signs::add);
        line.update(state);
        if (begins || (blood && signs.stream().anyMatch(sign -> sign.kind() == SignKind.BAG_CHANGED))) {
            signs.add(transfusion(event, level, settings));
        }
        if (level == null) {
            return;
        }
        LowLevel.Limits limits = infusions.limits(settings).low();
        double hungMl = state.hungMl;
        if (InfusionAssessor.isLow(state) || limits.isLow(level, hungMl)) {
            boolean confirmed =
                    !limits.isRestored(level, hungMl) && !limits.isRestored(entry.levelMl(reading.massG()), hungMl);
            context.output(
                    LOW_LINES,
                    new LineStatus(
                            event.subject(),
                            event.acceptedAt(),
                            level,
                            confirmed,
                            InfusionAssessor.isUndisturbed(state, event.acceptedAt()),
                            InfusionAssessor.isAccounted(state),
                            state.usualMlPerH));
        }
    }

    private static Sign transfusion(BedsideEvent event, @Nullable Double levelMl, SettingsView settings) {
        Sign sign = Sign.of(SignKind.TRANSFUSION_STARTED, event, settings.version());
        return levelMl == null ? sign : sign.measured(levelMl, null);
    }

    private LineState lineState() throws Exception {
        LineState state = line.value();
        return state != null ? state : new LineState();
    }

    private void vitals(
            BedsideEvent event, VitalsReading reading, SettingsView settings, List<Sign> signs, ReadOnlyContext context)
            throws Exception {
        PatientState state = patientState();
        vitalSigns.take(state, event, reading, settings, signs::add);
        patient.update(state);
        bookVitals(state, settings, event.acceptedAt(), context);
    }

    private PatientState patientState() throws Exception {
        PatientState state = patient.value();
        return state != null ? state : new PatientState();
    }

    /** @param now a time that has been judged: nothing is due by then any more */
    private void bookVitals(PatientState state, SettingsView settings, long now, ReadOnlyContext context) {
        long next = vitalSigns.nextTime(state, settings);
        if (next != Long.MAX_VALUE) {
            // A limit that was shortened meanwhile makes something due that was not.
            context.timerService().registerEventTimeTimer(Math.max(next, now + 1));
        }
    }

    /** What time brings for a patient. */
    private void vitalsOnTime(
            long timestamp, Subject subject, SettingsView settings, List<Sign> signs, OnTimerContext context)
            throws Exception {
        PatientState state = patient.value();
        if (state == null) {
            return;
        }
        String key = subject.key();
        vitalSigns.forgetMoved(
                state,
                subject,
                timestamp,
                device -> {
                    RegistryEntry entry = book.device(device);
                    return entry != null && (!entry.active() || !entry.homeKey().equals(key));
                },
                settings,
                signs::add);
        vitalSigns.onTime(state, subject, timestamp, settings, signs::add);
        patient.update(state);
        bookVitals(state, settings, timestamp, context);
    }

    /** A monitor's word on its cuff. Of a line that was never weighed there is nothing to hide. */
    private void cuff(BedsideEvent event, SettingsView settings, List<Sign> signs) throws Exception {
        Cuff cuff = event.cuff();
        LineState state = line.value();
        if (cuff == null || state == null) {
            return;
        }
        infusions.cuffHeard(state, event, cuff.running() && !isInDoubt(event), settings, signs::add);
        line.update(state);
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
        SignKind kind = switch (care.action()) {
            case ACKNOWLEDGE -> SignKind.ACKNOWLEDGED;
            case BAG_CHANGED -> SignKind.BAG_CHANGED;
            case CLAMP_CLOSED_BY_HAND -> SignKind.CLAMP_CLOSED;
            case CLAMP_OPENED_BY_HAND -> SignKind.CLAMP_OPENED;
            case SILENCE -> SignKind.SILENCED;
            case DECLINE -> SignKind.DECLINED;
            case DISCHARGE -> SignKind.DISCHARGED;
            case CLOSE_CLAMP -> SignKind.CLAMP_CLOSE_ASKED;
            case OPEN_CLAMP -> SignKind.CLAMP_OPEN_ASKED;
            case RESUSCITATION_BEGAN -> SignKind.RESUSCITATION_BEGAN;
            case RESUSCITATION_ENDED -> SignKind.RESUSCITATION_ENDED;
            case HOOK_EMPTY -> SignKind.HOOK_EMPTIED;
            case OBSERVE -> SignKind.OBSERVED;
            case REVIEW -> SignKind.REVIEWED;
            case PROBE -> SignKind.PROBED;
        };
        String patientId = event.patientId();
        boolean ofPatient = patientId != null && event.subject().key().equals(Subject.patientKey(patientId));
        if (care.action() == CareAction.OBSERVE && ofPatient) {
            PatientState state = patientState();
            VitalsAssessor.observed(state, care, event.acceptedAt());
            patient.update(state);
        }
        if (care.action() == CareAction.HOOK_EMPTY && line.value() != null) {
            LineState state = lineState();
            InfusionAssessor.emptyReported(state, event.acceptedAt());
            line.update(state);
        }
        if (care.action() == CareAction.DISCHARGE && care.alarmId() == null) {
            SubjectState where = Objects.requireNonNull(place.value(), "remembered before");
            where.dischargedAt = event.acceptedAt();
            place.update(where);
        }
        if (care.action() == CareAction.CLAMP_OPENED_BY_HAND) {
            clampMoved(false, event.acceptedAt());
        }
        if (care.action() == CareAction.BAG_CHANGED) {
            LineState state = lineState();
            InfusionAssessor.bagReported(state);
            line.update(state);
        }
        if (care.action() == CareAction.ACKNOWLEDGE && line.value() != null) {
            LineState state = lineState();
            state.acknowledgedAt = event.acceptedAt();
            line.update(state);
        }
        signs.add(careSign(kind, event, care, settings.version()));
        if (care.action() == CareAction.BAG_CHANGED && line.value() != null && lineState().blood) {
            signs.add(transfusion(event, null, settings));
        }
    }

    private void clampMoved(boolean closed, long at) throws Exception {
        LineState state = line.value();
        if (state != null && (closed || state.closed != null)) {
            InfusionAssessor.clampSaid(state, closed, at);
            line.update(state);
        }
    }

    private static Sign careSign(SignKind kind, BedsideEvent event, Care care, long settingsVersion) {
        return Sign.of(kind, event, settingsVersion).doneBy(care.by(), care.alarmId(), care.reason());
    }

    private static Sign clampSign(BedsideEvent event, ClampReport clamp, SettingsView settings) {
        SignKind kind;
        if (clamp.refused() != null || clamp.state() == ClampState.FAULT) {
            kind = SignKind.CLAMP_FAULTED;
        } else {
            kind = clamp.state() == ClampState.CLOSED ? SignKind.CLAMP_CLOSED : SignKind.CLAMP_OPENED;
        }
        String why = clamp.refused() != null
                ? clamp.refused().name()
                : clamp.state() == ClampState.FAULT ? "the clamp does not know its position" : null;
        return Sign.of(kind, event, settings.version()).answering(clamp.commandId(), why);
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
        vitalsOnTime(timestamp, subject, settings, signs, context);
        for (Sign sign : signs) {
            emit(sign, settings, context, out);
        }
        callOverWaits(timestamp, settings, context, out);
    }

    private void score(long timestamp, Subject subject, ReadOnlyContext context, Collector<Sign> out) throws Exception {
        PatientState state = patient.value();
        if (state == null || state.scoreDue == null || state.scoreDue > timestamp) {
            return;
        }
        SettingsView settings = book.settingsFor(subject);
        List<Sign> signs = new ArrayList<>(1);
        vitalSigns.score(state, subject, timestamp, settings, score -> context.output(SCORES, score), signs::add);
        patient.update(state);
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
        LineState lineState = line.value();
        if (entry.kind().weighs() && lineState != null) {
            double minutes = infusions.minutesLeft(lineState, entry, settings);
            // The bag ran on while nobody weighed it; what was left then is what is said.
            return minutes < limits.urgentMinutes()
                    ? String.format(Locale.ROOT, "%.0f min of fluid were left", Math.floor(minutes))
                    : null;
        }
        PatientState patientState = patient.value();
        Integer news2 = entry.kind() == DeviceKind.MONITOR && patientState != null ? patientState.lastNews2() : null;
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
