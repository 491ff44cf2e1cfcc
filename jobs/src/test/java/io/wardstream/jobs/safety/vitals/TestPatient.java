package io.wardstream.jobs.safety.vitals;

import io.wardstream.cep.SettingKey;
import io.wardstream.cep.SettingsView;
import io.wardstream.model.Acvpu;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.Care;
import io.wardstream.model.CareAction;
import io.wardstream.model.Cuff;
import io.wardstream.model.Limb;
import io.wardstream.model.Score;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import io.wardstream.model.Subject;
import io.wardstream.model.VitalsReading;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A patient whose monitors speak, and the assessor with a clock: what is due is judged before what comes after it, and each
 * instant at which something was measured gives a score.
 */
final class TestPatient {

    static final VitalsReading WELL = VitalsReading.NONE
            .withHrBpm(75.0)
            .withSpo2Pct(97.0)
            .withRrPerMin(16.0)
            .withSysMmHg(120.0)
            .withDiaMmHg(80.0)
            .withTempC(36.8);

    static final Subject SUBJECT = new Subject("patient:p1", "icu", "b1", null, "p1", "monitor-1");

    private VitalsAssessor assessor;
    final PatientState state = new PatientState();
    final List<Sign> signs = new ArrayList<>();
    final List<Score> scores = new ArrayList<>();

    private final Map<String, Double> set = new HashMap<>();
    private SettingsView view = SettingsView.DEFAULTS;
    private boolean cuffOnSensor;
    private long seq;
    private long now = 1_000_000_000_000L;
    private final long start = now;

    TestPatient() {
        this(new VitalsAssessor());
    }

    TestPatient(VitalsAssessor assessor) {
        this.assessor = assessor;
    }

    /** From now on another assessor judges, as after a restart. */
    TestPatient with(VitalsAssessor another) {
        assessor = another;
        return this;
    }

    TestPatient set(String key, double value) {
        set.put(key, value);
        long version = set.size();
        Map<String, Double> values = Map.copyOf(set);
        view = new SettingsView() {
            @Override
            public double get(SettingKey which) {
                return values.getOrDefault(which.name(), which.defaultValue());
            }

            @Override
            public long version() {
                return version;
            }
        };
        return this;
    }

    /** The cuff is on the limb of the oximeter's sensor. */
    TestPatient cuffOnSensor() {
        cuffOnSensor = true;
        return this;
    }

    /** Time passes, in seconds. */
    TestPatient after(double seconds) {
        until(now + Math.round(seconds * 1000));
        return this;
    }

    private void until(long to) {
        while (true) {
            long due = assessor.nextTime(state, view);
            if (due > to) {
                break;
            }
            now = Math.max(now, due);
            assessor.onTime(state, SUBJECT, now, view, signs::add);
            if (assessor.nextTime(state, view) <= now) {
                throw new IllegalStateException("What is due at " + now + " stays due: a timer would fire for ever");
            }
        }
        now = to;
    }

    /** The monitor says this now; whatever was measured is scored. */
    boolean says(VitalsReading reading) {
        return says("monitor-1", reading, now);
    }

    boolean says(String monitor, VitalsReading reading) {
        return says(monitor, reading, now);
    }

    boolean says(String monitor, VitalsReading reading, Long measuredAt) {
        BedsideEvent event = new BedsideEvent(
                monitor,
                "b",
                seq++,
                now,
                measuredAt,
                "icu",
                "b1",
                null,
                "p1",
                null,
                reading,
                null,
                null,
                null,
                null,
                null,
                cuff(reading));
        boolean anew = assessor.take(state, event, reading, view, signs::add);
        if (anew) {
            assessor.score(state, SUBJECT, now, view, scores::add, signs::add);
        }
        return anew;
    }

    private Cuff cuff(VitalsReading reading) {
        Boolean running = reading.cuffRunning();
        return running == null ? null : new Cuff(running, Limb.LEFT_ARM, List.of(), cuffOnSensor);
    }

    /** It says this again and again, its heart rate being a living one. */
    TestPatient says(int times, double everySeconds, VitalsReading reading) {
        for (int i = 0; i < times; i++) {
            after(everySeconds);
            says(alive(reading));
        }
        return this;
    }

    /** The reading with a heart rate that is not quite the last one's. */
    VitalsReading alive(VitalsReading reading) {
        Double hr = reading.hrBpm();
        return hr == null || hr == 0 || seq % 2 == 0 ? reading : reading.withHrBpm(hr + 0.001);
    }

    /** It says exactly this again and again. */
    TestPatient repeats(int times, double everySeconds, VitalsReading reading) {
        for (int i = 0; i < times; i++) {
            after(everySeconds);
            says(reading);
        }
        return this;
    }

    TestPatient observed(Acvpu acvpu, Boolean onOxygen) {
        VitalsAssessor.observed(
                state, new Care(CareAction.OBSERVE, "nurse-7", null, null, "p1", null, acvpu, onOxygen), now);
        assessor.score(state, SUBJECT, now, view, scores::add, signs::add);
        return this;
    }

    Score score() {
        return scores.get(scores.size() - 1);
    }

    long now() {
        return now;
    }

    /** When a sign became true, in seconds from the start. */
    double at(Sign sign) {
        return (sign.at() - start) / 1000.0;
    }

    double since(Sign sign) {
        return (sign.since() - start) / 1000.0;
    }

    /** What was said, but for what was suppressed. */
    List<SignKind> kinds() {
        return signs.stream()
                .map(Sign::kind)
                .filter(kind -> kind != SignKind.SUPPRESSED)
                .toList();
    }

    /** What was said of these. */
    List<SignKind> kinds(SignKind first, SignKind... more) {
        Set<SignKind> wanted = EnumSet.of(first, more);
        return signs.stream().map(Sign::kind).filter(wanted::contains).toList();
    }

    Sign first(SignKind kind) {
        return signs.stream().filter(sign -> sign.kind() == kind).findFirst().orElseThrow();
    }

    List<Sign> all(SignKind kind) {
        return signs.stream().filter(sign -> sign.kind() == kind).toList();
    }

    void forgetSigns() {
        signs.clear();
    }

    void moveAway(String monitor) {
        assessor.forgetMoved(state, SUBJECT, now, monitor::equals, view, signs::add);
    }
}
