package io.wardstream.bench.scoreboard.vitals;

import io.wardstream.bench.scoreboard.ClosedLoop;
import io.wardstream.bench.scoreboard.Progress;
import io.wardstream.jobs.control.GivenControl;
import io.wardstream.jobs.safety.SafetyTopology;
import io.wardstream.model.AlarmEvent;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Setting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A closed loop of simulated patients on monitors and the real safety flow, for a number of patient-hours, and what came of it.
 *
 * <p>What it covers: the whole of {@link SafetyTopology} for vital signs, from a monitor's message to the alarm, in event time;
 * staff answer alarms. What it does not: MQTT, Kafka and the ingest job but for its decoder, checkpoints and restarts, settings
 * that change meanwhile, children, patterns over infusions and vital signs together, and illnesses that nobody thought of.
 */
public final class VitalsScoreboard {

    /** Midnight of a Monday; any would do. */
    static final long START = 1_795_392_000_000L;

    /** False HIGH alarms in a patient-hour that are not too many. */
    static final double FALSE_HIGH_PER_HOUR = 0.02;

    private static final double LONGEST_H = 12;

    /** A small run has more patients for a shorter time, because its time is that of its steps. */
    private static final double SMALL_H = 100;

    private static final double SHORT_H = 1.5;

    private final Options options;
    private final List<Setting> settings;
    private final UnaryOperator<SafetyTopology.Outputs> tampered;
    private final Consumer<String> progress;

    /**
     * What is asked for.
     *
     * @param hours patient-hours
     * @param seed everything follows from it
     * @param patient only this patient; null for all
     */
    public record Options(int hours, long seed, @Nullable Integer patient) {

        /** How many patients there are. */
        public int patients() {
            return Math.max(1, (int) Math.ceil(hours / (hours < SMALL_H ? SHORT_H : LONGEST_H)));
        }

        /** How long each is watched. */
        double hoursEach() {
            return hours / (double) patients();
        }
    }

    public VitalsScoreboard(Options options, Consumer<String> progress) {
        this(options, progress, List.of(), UnaryOperator.identity());
    }

    /**
     * For tests of the scoreboard.
     *
     * @param settings limits that are set otherwise than clinicians were told
     * @param tampered what is done to the flow's ends before they are read
     */
    VitalsScoreboard(
            Options options,
            Consumer<String> progress,
            List<Setting> settings,
            UnaryOperator<SafetyTopology.Outputs> tampered) {
        this.options = options;
        this.progress = progress;
        this.settings = settings;
        this.tampered = tampered;
    }

    /** Runs it. */
    public VitalsResult run() throws Exception {
        Tally tally = new Tally();
        Map<String, Patient> patients = new HashMap<>();
        List<RegistryEntry> registry = new ArrayList<>();
        List<Setting> given = new ArrayList<>(settings);
        for (int number = 0; number < options.patients(); number++) {
            if (options.patient() != null && options.patient() != number) {
                continue;
            }
            Patient patient = new Patient(number, options.seed(), START, tally);
            patients.put(Monitor.patientId(number), patient);
            registry.addAll(patient.entries());
            given.addAll(patient.settings());
        }
        double hours = patients.size() * options.hoursEach();
        long end = START + (long) (options.hoursEach() * 3_600_000);
        Progress sofar = new Progress(progress, hours, "patient-hours");
        try (ClosedLoop loop = new ClosedLoop(new GivenControl(registry, given), tampered)) {
            for (long at = START; at < end; at += Patient.STEP_MS) {
                step(loop, patients, at);
                sofar.at((at - START) / (double) (end - START), tally.wrong.size());
            }
        }
        return new VitalsResult(options, hours, tally);
    }

    private void step(ClosedLoop loop, Map<String, Patient> patients, long at) throws InterruptedException {
        List<BedsideEvent> heard = new ArrayList<>();
        for (Patient patient : patients.values()) {
            heard.addAll(patient.step(at));
        }
        heard.sort(Comparator.comparingLong(BedsideEvent::acceptedAt).thenComparing(BedsideEvent::deviceId));
        long end = at + Patient.STEP_MS;
        ClosedLoop.Step step = loop.step(heard, end - 1);
        if (options.patient() != null) {
            tell(heard, step);
        }
        for (AlarmEvent alarm : step.alarms()) {
            String patientId = alarm.subject().patientId();
            Patient patient = patientId == null ? null : patients.get(patientId);
            if (patient != null) {
                patient.witness.hears(alarm);
                patient.nurse.hears(alarm, end);
            }
        }
    }

    /** Everything, for who looks at one patient. */
    private void tell(List<BedsideEvent> heard, ClosedLoop.Step step) {
        heard.forEach(event -> tell(
                event.acceptedAt(),
                event.deviceId() + " " + (event.vitals() != null ? Told.words(event.vitals()) : event.care())));
        step.signs().forEach(sign -> tell(sign.at(), sign.kind() + " " + sign.value() + " " + sign.reason()));
        step.alarms()
                .forEach(alarm -> tell(
                        alarm.at(),
                        alarm.priority() + " " + alarm.pattern() + " " + alarm.phase() + " tier " + alarm.tier()));
    }

    private void tell(long at, String words) {
        progress.accept(String.format(Locale.ROOT, "minute %.3f, %s", (at - START) / 60_000.0, words));
    }
}
