package io.wardstream.jobs.safety.infusion;

import io.wardstream.jobs.safety.Band;
import io.wardstream.jobs.safety.Events;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.RegistryEntry;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of which a test says what is known, to ask its judges one by one. Times are seconds after {@link #START}; tare
 * 45 g and 1 g/mL unless it says otherwise.
 */
final class TestLine {

    /** The ward clock is far from zero. */
    static final long START = 1_760_000_000_000L;

    final LineState state = new LineState();
    final List<Sign> signs = new ArrayList<>();

    private final Events events = new Events();
    private TestSettings settings = TestSettings.NONE;
    private RegistryEntry entry = Events.SCALE;

    TestLine() {
        state.hook = new HookState();
        state.noiseG = 0.1f;
        state.noisePoints = 64;
    }

    static long ms(double seconds) {
        return START + Math.round(seconds * 1000);
    }

    TestLine set(String key, double value) {
        settings = settings.with(key, value);
        return this;
    }

    TestLine weighs(Double tareG, Double densityGPerMl) {
        RegistryEntry was = entry;
        entry = new RegistryEntry(
                was.deviceId(),
                was.kind(),
                was.ward(),
                was.bed(),
                was.lineId(),
                was.patientId(),
                was.since(),
                was.bagClass(),
                was.clampPolicy(),
                was.bagMl(),
                tareG,
                densityGPerMl,
                was.retired());
        return this;
    }

    /** The rate that was measured, and its standard error. */
    TestLine runsAt(double mlPerH, double errorMlPerH) {
        state.rateMlPerH = (float) mlPerH;
        state.rateErrorMlPerH = (float) errorMlPerH;
        return this;
    }

    /** Lost so much an hour, evenly, from a time until now; all other points are forgotten. */
    TestLine lost(double fromS, double untilS, double gPerH) {
        state.fine.clear();
        state.coarse.clear();
        int last = FlowMeter.COARSE_POINTS - 1;
        for (int i = 0; i <= last; i++) {
            double s = fromS + (untilS - fromS) * i / last;
            state.coarse.add(ms(s), 900 - (s - fromS) * gPerH / 3_600, FlowMeter.COARSE_POINTS);
        }
        for (int i = FlowMeter.FINE_POINTS - 1; i >= 0; i--) {
            double s = untilS - i * FlowMeter.FINE_MS / 1000.0;
            if (s >= fromS) {
                state.fine.add(ms(s), 900 - (s - fromS) * gPerH / 3_600, FlowMeter.FINE_POINTS);
            }
        }
        return this;
    }

    Reading at(double seconds) {
        BedsideEvent event = events.mass(ms(seconds), 0);
        return new Reading(state, event, entry, InfusionLimits.from(settings), signs::add);
    }

    List<SignKind> kinds() {
        return signs.stream().map(Sign::kind).toList();
    }

    List<Sign> of(SignKind... kinds) {
        return signs.stream()
                .filter(sign -> List.of(kinds).contains(sign.kind()))
                .toList();
    }

    Sign only(SignKind kind) {
        if (signs.size() != 1 || signs.get(0).kind() != kind) {
            throw new AssertionError("Not only " + kind + ": " + kinds());
        }
        return signs.get(0);
    }

    static Band outsideSince(double seconds) {
        Band band = new Band();
        band.outside = true;
        band.outsideSince = ms(seconds);
        return band;
    }
}
