package io.wardstream.sim.world;

import io.wardstream.model.ClampCommand;
import io.wardstream.model.PresenceState;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Time;
import io.wardstream.model.wire.Decoded;
import io.wardstream.model.wire.WireFormat;
import io.wardstream.sim.config.SimConfig;
import io.wardstream.sim.story.BedFacts;
import io.wardstream.sim.truth.OutageRule;
import io.wardstream.sim.truth.TruthLedger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * A whole ward, moved through its time event by event. Deterministic: the same configuration, the same beginning and
 * the same commands at the same times give the same messages and the same truth to the byte, however long the steps
 * are.
 *
 * <p>Not thread-safe: whoever drives it holds a lock. It never waits, never reads a clock, and knows no network. Its
 * time never runs backwards: a step to an earlier time does nothing.
 */
public final class WardEngine {
    private static final WireFormat<ClampCommand> COMMAND = WireFormat.of(ClampCommand.class);

    private final SimConfig config;
    private final WardPlan plan;
    private final Voices voices;
    private final Faults faults;
    private final long since;
    private final long boots;
    private final List<InfusionTrack> infusions = new ArrayList<>();
    private final List<VitalsTrack> vitals = new ArrayList<>();
    private final Map<String, Integer> bedOfScale = new HashMap<>();
    private final Map<String, Integer> bedOfMonitor = new HashMap<>();
    private final Map<String, String> wardOf = new HashMap<>();
    private final List<Track> tracks = new ArrayList<>();
    private final PriorityQueue<Entry> agenda = new PriorityQueue<>();
    private long now;
    private boolean memorable;

    private WardEngine(SimConfig config, WardPlan plan, Witness witness, WorldState state) {
        this.config = config;
        this.plan = plan;
        this.since = state.since();
        this.boots = state.boots();
        this.now = state.at();
        this.voices = new Voices(new Boots(config.seed(), since, boots), plan, state.receipts(), state.pendingCare());
        this.faults = new Faults(config.duplicateShare(), config.malformedShare());
        for (int i = 0; i < plan.beds().size(); i++) {
            BedFacts facts = plan.beds().get(i);
            infusions.add(new InfusionTrack(
                    config, facts, voices, witness, faults, state.infusions().get(i)));
            vitals.add(new VitalsTrack(
                    config,
                    facts,
                    voices,
                    witness,
                    faults,
                    infusions.get(i),
                    state.vitals().get(i)));
            bedOfScale.put(facts.scaleId(), i);
            bedOfMonitor.put(facts.monitorId(), i);
        }
        for (RegistryEntry device : plan.registry(since)) {
            wardOf.put(device.deviceId(), device.ward());
        }
        tracks.addAll(infusions);
        tracks.addAll(vitals);
        for (int i = 0; i < tracks.size(); i++) {
            agenda.add(new Entry(tracks.get(i).nextAt(), i));
        }
    }

    /** The next event of a strand; of two at the same time the one of the earlier strand comes first. */
    private record Entry(long at, int track) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Integer.compare(track, other.track);
        }
    }

    /**
     * A ward whose time begins now.
     *
     * @param since when its devices were registered
     */
    public static WardEngine begin(
            SimConfig config, WardPlan plan, TruthLedger ledger, @Time long since, @Time long at) {
        ledger.own(plan.subjects());
        Witness witness = new Witness(ledger, config.limits(), plan);
        List<InfusionTrack.State> infusions = new ArrayList<>();
        List<VitalsTrack.State> vitals = new ArrayList<>();
        for (BedFacts facts : plan.beds()) {
            infusions.add(InfusionTrack.fresh(config, facts, witness, at));
            vitals.add(VitalsTrack.fresh(config, facts, witness, at));
        }
        return new WardEngine(
                config,
                plan,
                witness,
                new WorldState(WorldState.VERSION, config.identity(), since, 0, at, 0, List.of(), infusions, vitals));
    }

    /**
     * A ward that goes on after an outage. It has lived on meanwhile, unheard; its devices were switched off and on.
     * What the broker never confirmed of staff's acts is said again. The expectations that the outage touches are
     * relaxed.
     *
     * @param saved the world as it was written down last
     */
    public static WardEngine resume(
            SimConfig config, WardPlan plan, TruthLedger ledger, WorldState saved, @Time long at) {
        WorldState state = new WorldState(
                saved.version(),
                saved.identity(),
                saved.since(),
                saved.boots() + 1,
                saved.at(),
                saved.receipts(),
                saved.pendingCare(),
                saved.infusions(),
                saved.vitals());
        Witness witness = new Witness(ledger, config.limits(), plan);
        WardEngine engine = new WardEngine(config, plan, witness, state);
        Set<String> emptyHooks = engine.emptyHooks();
        engine.advance(at);
        engine.voices.startOver(engine.now);
        engine.vitals.forEach(VitalsTrack::rebooted);
        witness.outage(saved.at(), engine.now, new OutageRule.Lines(emptyHooks, engine.returnsLater()));
        return engine;
    }

    private Set<String> emptyHooks() {
        Set<String> lines = new HashSet<>();
        for (InfusionTrack infusion : infusions) {
            if (infusion.hookSeenEmptyBefore(now)) {
                lines.add(infusion.lineKey());
            }
        }
        return lines;
    }

    private Map<String, Long> returnsLater() {
        Map<String, Long> times = new HashMap<>();
        for (InfusionTrack infusion : infusions) {
            Long at = infusion.returnsAt(now);
            if (at != null) {
                times.put(infusion.lineKey(), at);
            }
        }
        return times;
    }

    /** The ward time up to which it has lived. */
    @Time
    public long now() {
        return now;
    }

    /** Lives on to a time. Returns what happened, in order. */
    public List<Outgoing> advanceTo(@Time long until) {
        advance(until);
        return take();
    }

    private void advance(long until) {
        if (until < now) {
            return;
        }
        for (Entry next = agenda.peek(); next != null && next.at() <= until; next = agenda.peek()) {
            agenda.remove();
            Track track = tracks.get(next.track());
            // A command may have changed the strand's next event; then this entry is an old one.
            if (track.nextAt() == next.at()) {
                now = next.at();
                track.step();
                agenda.add(new Entry(track.nextAt(), next.track()));
            }
        }
        now = until;
    }

    private List<Outgoing> take() {
        List<Outgoing> taken = voices.take();
        for (Outgoing outgoing : taken) {
            // Readings may be lost with the process; what somebody did and what a clamp did may not.
            memorable |= !(outgoing instanceof Outgoing.Message message)
                    || message.kind() == Outgoing.Kind.CARE
                    || message.kind() == Outgoing.Kind.STATE;
        }
        return taken;
    }

    /** A device was connected: it says so, and a clamp says where it stands. */
    public List<Outgoing> online(String deviceId, @Time long at) {
        advance(at);
        voices.presence(now, ward(deviceId), deviceId, PresenceState.ONLINE);
        Integer bed = bedOfScale.get(deviceId);
        if (bed != null) {
            infusions.get(bed).reportClamp(now);
        }
        return take();
    }

    /** A device is about to leave in good order. */
    public List<Outgoing> offline(String deviceId, @Time long at) {
        advance(at);
        voices.presence(now, ward(deviceId), deviceId, PresenceState.OFFLINE);
        return take();
    }

    /** Something came on a device's command topic. */
    public List<Outgoing> command(String deviceId, byte[] payload, @Time long at) {
        advance(at);
        Integer bed = bedOfScale.get(deviceId);
        if (bed == null) {
            return take();
        }
        faults.commandReceived();
        memorable = true;
        InfusionTrack infusion = infusions.get(bed);
        if (COMMAND.read(payload) instanceof Decoded.Accepted<ClampCommand> accepted) {
            infusion.command(accepted.value(), now);
        } else {
            infusion.notUnderstood(now);
        }
        agenda.add(new Entry(infusion.nextAt(), bed));
        return take();
    }

    /** The broker has what a receipt stands for. */
    public void delivered(String receipt) {
        voices.delivered(receipt);
    }

    private String ward(String deviceId) {
        String ward = wardOf.get(deviceId);
        if (ward == null) {
            throw new IllegalStateException(deviceId + " is no device of this ward");
        }
        return ward;
    }

    /** Whether a device has lost its network just now. */
    public boolean isCutOff(String deviceId) {
        Integer scale = bedOfScale.get(deviceId);
        if (scale != null) {
            return infusions.get(scale).cutOff();
        }
        Integer monitor = bedOfMonitor.get(deviceId);
        return monitor != null && vitals.get(monitor).cutOff();
    }

    /**
     * Whether something happened since the last call that must be written down before anybody hears of it: otherwise a
     * process that dies could forget what it has already said.
     */
    public boolean takeMemorable() {
        boolean was = memorable;
        memorable = false;
        return was;
    }

    /** The world as it is, to be written down. */
    public WorldState state() {
        return new WorldState(
                WorldState.VERSION,
                config.identity(),
                since,
                boots,
                now,
                voices.receipts(),
                voices.pending(),
                infusions.stream().map(InfusionTrack::state).toList(),
                vitals.stream().map(VitalsTrack::state).toList());
    }

    /** Every bed as it truly is. */
    public List<BedView> beds() {
        List<BedView> views = new ArrayList<>();
        for (int i = 0; i < infusions.size(); i++) {
            BedFacts facts = plan.beds().get(i);
            InfusionTrack infusion = infusions.get(i);
            views.add(new BedView(
                    facts.bed(),
                    facts.ward(),
                    facts.lineId(),
                    facts.patientId(),
                    infusion.volumeMl(now),
                    infusion.rateMlPerHour(now),
                    infusion.clampPosition(),
                    vitals.get(i).truth(now),
                    infusion.chapter().story(),
                    vitals.get(i).chapter().story(),
                    infusion.nurse()));
        }
        return views;
    }

    /** Commands that reached clamps. */
    public long commandsReceived() {
        return faults.commandsReceived();
    }

    /** Commands that clamps refused. */
    public long commandsRefused() {
        return faults.commandsRefused();
    }

    /** Clamps that closed by a command. */
    public long clampsClosed() {
        return faults.clampsClosed();
    }
}
