package io.wardstream.bench.scoreboard.vitals;

import io.wardstream.bench.scoreboard.Agenda;
import io.wardstream.bench.scoreboard.Chance;
import io.wardstream.bench.scoreboard.Wire;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Setting;
import io.wardstream.model.SettingScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One patient: a body, the monitors on it, and who cares for it. One episode happens after the other ({@link Story}).
 *
 * <p>Moved in steps of {@link #STEP_MS}; everything random in it comes from its own seed, so one patient alone does the same as
 * among others.
 */
final class Patient {

    static final long STEP_MS = 5_000;
    private static final long SECOND_MS = 1_000;
    private static final long AFTERMATH_MS = 1_200_000;

    final int number;
    final long start;
    final boolean opioid;
    final Agenda agenda = new Agenda();
    final Wire wire = new Wire();
    final Body body;
    final Monitor monitor;
    final History history = new History();
    final Open open = new Open();
    final Sight sight;
    final Nurse nurse;
    final Reckoning reckoning;
    final Witness witness;
    Episode episode;

    /** The last one that is over; null before the first. */
    @Nullable
    Episode before;

    /** An oximeter beside the monitor, at some patients. */
    final @Nullable Monitor beside;

    Patient(int number, long seed, long start, Tally tally) {
        this.number = number;
        this.start = start;
        Chance chance = new Chance((seed * 1_000_003 + number) * 0xD1B54A32D192ED03L);
        this.opioid = chance.heads();
        this.body = new Body(chance, start);
        this.monitor = new Monitor(number, false, body, wire, chance, start);
        this.beside = chance.below(5) == 0 ? new Monitor(number, true, body, wire, chance, start) : null;
        this.sight = new Sight(monitor, body);
        this.nurse = new Nurse(this, chance);
        this.reckoning = new Reckoning(this);
        this.witness = new Witness(this, tally);
        this.episode = new Episode(Label.WELL, start, Long.MAX_VALUE, Long.MAX_VALUE, List.of());
        nurse.begins(start);
        new Story(this, chance, new Chance(seed)).begins(start);
    }

    // ---- What the flow is told of it before -----------------------------------------------------------------------

    List<RegistryEntry> entries() {
        List<RegistryEntry> entries = new ArrayList<>(List.of(monitor.entry()));
        Monitor second = beside;
        if (second != null) {
            entries.add(second.entry());
        }
        return entries;
    }

    List<Setting> settings() {
        List<Setting> settings = new ArrayList<>();
        if (opioid) {
            settings.add(setting("Patient.opioid", 1));
        }
        if (body.retainer) {
            settings.add(setting("Patient.spo2Scale", 2));
        }
        return settings;
    }

    private Setting setting(String key, double value) {
        return new Setting(
                SettingScope.PATIENT, Monitor.patientId(number), key, value, "scoreboard", 0, "prescribed", 1);
    }

    /** What an alarm that is said now is put down to: what happens, or what has just been over. */
    Label blamed(long at) {
        Episode last = before;
        boolean just = episode.label == Label.WELL && last != null && at - episode.from < AFTERMATH_MS;
        return just && last != null ? last.label : episode.label;
    }

    // ---- Time -----------------------------------------------------------------------------------------------------

    /** Goes on for a step and gives what is heard of it, in order. */
    List<BedsideEvent> step(long at) {
        witness.knownUntil(at);
        for (long second = at; second < at + STEP_MS; second += SECOND_MS) {
            while (agenda.nextAt() <= second) {
                agenda.runNext();
            }
            body.step(second);
            history.add(body);
            CuffCycle.Measured measured = monitor.step(second);
            if (measured != null) {
                witness.cuff(measured);
            }
            Monitor other = beside;
            if (other != null) {
                other.step(second);
            }
            witness.look(second);
        }
        return wire.heard(at, at + STEP_MS);
    }

    /** What is seen of it now, for who looks at what did not hold. */
    String words() {
        return String.format(
                Locale.ROOT,
                "HR %.0f SpO2 %.1f RR %.1f BP %.0f/%.0f T %.1f NEWS2 %d (%d-%d)%s; monitor %s",
                body.value(Vital.HR),
                body.value(Vital.SPO2),
                body.value(Vital.RR),
                body.value(Vital.SYS),
                body.value(Vital.DIA),
                body.value(Vital.TEMP),
                reckoning.score,
                reckoning.least,
                reckoning.most,
                body.retainer ? " scale 2" : "",
                monitor.model.words() + (beside == null ? "" : " and an oximeter"));
    }
}
