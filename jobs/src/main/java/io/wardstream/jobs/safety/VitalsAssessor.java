package io.wardstream.jobs.safety;

import io.wardstream.cep.FrozenSensor;
import io.wardstream.cep.HeartRateOutOfRange;
import io.wardstream.cep.News2High;
import io.wardstream.cep.SettingsView;
import io.wardstream.cep.Spo2Low;
import io.wardstream.cep.VitalsValidity;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.Score;
import io.wardstream.model.Sign;
import io.wardstream.model.SignKind;
import io.wardstream.model.Subject;
import io.wardstream.model.VitalsReading;
import io.wardstream.model.rules.News2;
import java.util.ArrayList;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns the vital signs of one patient into signs, and into scores. Pure: state and reading in, signs and scores out.
 *
 * <p>A value counts as measured anew when its device gives another {@code measuredAt} than before, or none at all: a
 * cuff value that a monitor repeats is one measurement. The bands (saturation, heart rate) are judged measurement by
 * measurement; the score is worked out once for each instant at which something was measured, when the ward clock has
 * passed it, so that values of one instant that come in several messages give one score.
 */
final class VitalsAssessor {

    /**
     * Measurements further apart are no watching: a rate that is charted each hour may well be the same for a day. Our
     * own number.
     */
    private static final long WATCHED_MS = 60_000;

    private VitalsAssessor() {}

    /**
     * Takes a reading.
     *
     * @return whether something was measured anew, so that a score is due for the reading's instant
     */
    static boolean take(
            PatientState state, BedsideEvent event, VitalsReading vitals, SettingsView settings, Consumer<Sign> signs) {
        long at = event.acceptedAt();
        Long measuredAt = event.measuredAt();
        VitalSlot hr = measuredAnew(state.hr, vitals.hrBpm(), at, measuredAt);
        VitalSlot pulse = measuredAnew(state.pulse, vitals.pulseBpm(), at, measuredAt);
        VitalSlot spo2 = measuredAnew(state.spo2, vitals.spo2Pct(), at, measuredAt);
        VitalSlot rr = measuredAnew(state.rr, vitals.rrPerMin(), at, measuredAt);
        VitalSlot sys = measuredAnew(state.sys, vitals.sysMmHg(), at, measuredAt);
        VitalSlot dia = measuredAnew(state.dia, vitals.diaMmHg(), at, measuredAt);
        VitalSlot mean = measuredAnew(state.mean, vitals.meanMmHg(), at, measuredAt);
        VitalSlot temp = measuredAnew(state.temp, vitals.tempC(), at, measuredAt);
        VitalSlot fio2 = measuredAnew(state.fio2, vitals.fio2Pct(), at, measuredAt);

        if (spo2 != null) {
            saturation(state, event, spo2.value(), Spo2Low.Limits.from(settings), settings.version(), signs);
        }
        frozen(state, hr, pulse, event, FrozenSensor.Limits.from(settings), settings.version(), signs);
        // The pulse of the oximeter stands in for a patient without an ECG, or with one that is frozen.
        boolean byPulse = state.hr == null || pulseStandsIn(state, pulse, at, settings);
        VitalSlot rate = byPulse ? (hr != null && state.hr == null ? hr : pulse) : hr;
        if (rate != null) {
            heartRate(state, event, rate.value(), HeartRateOutOfRange.Limits.from(settings), settings.version(), signs);
        }

        state.hr = hr != null ? hr : state.hr;
        state.pulse = pulse != null ? pulse : state.pulse;
        state.spo2 = spo2 != null ? spo2 : state.spo2;
        state.rr = rr != null ? rr : state.rr;
        state.sys = sys != null ? sys : state.sys;
        state.dia = dia != null ? dia : state.dia;
        state.mean = mean != null ? mean : state.mean;
        state.temp = temp != null ? temp : state.temp;
        state.fio2 = fio2 != null ? fio2 : state.fio2;
        boolean anyNew = hr != null || pulse != null || spo2 != null || rr != null || sys != null;
        anyNew |= dia != null || mean != null || temp != null || fio2 != null;
        if (anyNew) {
            state.scoreDue = at;
        }
        return anyNew;
    }

    /** The measurement in a reading, or null if there is none or the same one is repeated. */
    private static @Nullable VitalSlot measuredAnew(
            @Nullable VitalSlot slot, @Nullable Double value, long at, @Nullable Long measuredAt) {
        if (value == null) {
            return null;
        }
        boolean repeated = slot != null
                && measuredAt != null
                && Objects.equals(slot.measuredAt(), measuredAt)
                && slot.value() == value;
        return repeated ? null : new VitalSlot(value, at, measuredAt);
    }

    /** Whether the heart rate never moves and there is a pulse rate; a frozen heart rate ends no alarm of the pulse. */
    private static boolean pulseStandsIn(
            PatientState state, @Nullable VitalSlot pulse, long at, SettingsView settings) {
        long validMs = VitalsValidity.Limits.from(settings).continuousMs();
        return isFrozen(state.hrSame) && (pulse != null || fresh(state.pulse, at, validMs) != null);
    }

    private static boolean isFrozen(@Nullable Sameness same) {
        return same != null && same.frozen;
    }

    /** One alarm for both rates: it is over when neither is frozen. */
    private static void frozen(
            PatientState state,
            @Nullable VitalSlot hr,
            @Nullable VitalSlot pulse,
            BedsideEvent event,
            FrozenSensor.Limits limits,
            long version,
            Consumer<Sign> signs) {
        boolean before = isFrozen(state.hrSame) || isFrozen(state.pulseSame);
        state.hrSame = same(state.hrSame, state.hr, hr);
        state.pulseSame = same(state.pulseSame, state.pulse, pulse);
        freeze(state.hrSame, hr, "heart rate", event, limits, version, signs);
        freeze(state.pulseSame, pulse, "pulse rate", event, limits, version, signs);
        VitalSlot moved = hr != null ? hr : pulse;
        if (before && moved != null && !isFrozen(state.hrSame) && !isFrozen(state.pulseSame)) {
            signs.accept(Sign.of(SignKind.SENSOR_OK, event, version).measured(moved.value(), null));
        }
    }

    private static @Nullable Sameness same(@Nullable Sameness same, @Nullable VitalSlot last, @Nullable VitalSlot now) {
        if (now == null) {
            return same;
        }
        if (last == null || last.value() != now.value() || now.at() - last.at() > WATCHED_MS) {
            return null;
        }
        Sameness counted = same;
        if (counted == null) {
            counted = new Sameness();
            counted.since = last.at();
        }
        if (counted.count < Integer.MAX_VALUE) {
            counted.count++;
        }
        return counted;
    }

    private static void freeze(
            @Nullable Sameness same,
            @Nullable VitalSlot now,
            String what,
            BedsideEvent event,
            FrozenSensor.Limits limits,
            long version,
            Consumer<Sign> signs) {
        if (same == null
                || now == null
                || same.frozen
                || same.count < limits.samples()
                || now.at() - same.since < limits.leastMs()) {
            return;
        }
        same.frozen = true;
        signs.accept(Sign.of(SignKind.SENSOR_FROZEN, event, version)
                .measured(now.value(), null)
                .since(same.since)
                .because(what));
    }

    private static void saturation(
            PatientState state,
            BedsideEvent event,
            double spo2Pct,
            Spo2Low.Limits limits,
            long version,
            Consumer<Sign> signs) {
        Band.Change change = state.spo2Low.take(
                event.acceptedAt(), limits.isLow(spo2Pct), limits.isRecovered(spo2Pct), limits.measurements(), 0);
        if (change != Band.Change.NONE) {
            SignKind kind = change == Band.Change.LEFT ? SignKind.SPO2_LOW : SignKind.SPO2_RECOVERED;
            signs.accept(Sign.of(kind, event, version)
                    .measured(spo2Pct, limits.lowPct())
                    .since(state.spo2Low.outsideSince));
        }
    }

    private static void heartRate(
            PatientState state,
            BedsideEvent event,
            double bpm,
            HeartRateOutOfRange.Limits limits,
            long version,
            Consumer<Sign> signs) {
        long at = event.acceptedAt();
        boolean in = limits.isRecovered(bpm);
        Band.Change high = state.hrHigh.take(at, limits.isHigh(bpm), in, limits.measurements(), 0);
        Band.Change low = state.hrLow.take(at, limits.isLow(bpm), in, limits.measurements(), 0);
        if (high == Band.Change.LEFT) {
            signs.accept(Sign.of(SignKind.HR_HIGH, event, version)
                    .measured(bpm, limits.highBpm())
                    .since(state.hrHigh.outsideSince));
        }
        if (low == Band.Change.LEFT) {
            signs.accept(Sign.of(SignKind.HR_LOW, event, version)
                    .measured(bpm, limits.lowBpm())
                    .since(state.hrLow.outsideSince));
        }
        boolean returned = high == Band.Change.RETURNED || low == Band.Change.RETURNED;
        if (returned && !state.hrHigh.outside && !state.hrLow.outside) {
            long since = high == Band.Change.RETURNED ? state.hrHigh.outsideSince : state.hrLow.outsideSince;
            double limit = high == Band.Change.RETURNED ? limits.highBpm() : limits.lowBpm();
            signs.accept(Sign.of(SignKind.HR_RECOVERED, event, version)
                    .measured(bpm, limit)
                    .since(since));
        }
    }

    /**
     * Works out the score that is due.
     *
     * @param now the instant, on the ward clock
     */
    static void score(
            PatientState state,
            Subject subject,
            long now,
            SettingsView settings,
            Consumer<Score> scores,
            Consumer<Sign> signs) {
        state.scoreDue = null;
        VitalsValidity.Limits validity = VitalsValidity.Limits.from(settings);
        Double pulse = isFrozen(state.hrSame) ? null : fresh(state.hr, now, validity.continuousMs());
        if (pulse == null && !isFrozen(state.pulseSame)) {
            pulse = fresh(state.pulse, now, validity.continuousMs());
        }
        Double fio2 = fresh(state.fio2, now, validity.continuousMs());
        News2.Result result = News2.score(new News2.Observation(
                fresh(state.rr, now, validity.continuousMs()),
                fresh(state.spo2, now, validity.continuousMs()),
                fio2 == null ? null : fio2 > News2.AIR_FIO2_PCT,
                fresh(state.sys, now, validity.cuffMs()),
                pulse,
                null,
                fresh(state.temp, now, validity.temperatureMs()),
                News2.Spo2Scale.SCALE_1));
        state.lastNews2 = result.min();
        scores.accept(new Score(
                subject,
                now,
                result.total(),
                result.min(),
                result.max(),
                new ArrayList<>(result.missing()),
                result.parts()));

        News2High.Limits limits = News2High.Limits.from(settings);
        Long since = state.news2HighSince;
        Integer total = result.total();
        if (since == null && result.min() >= limits.threshold()) {
            state.news2HighSince = now;
            signs.accept(scoreSign(SignKind.NEWS2_HIGH, subject, now, now, result.min(), limits, settings));
        } else if (since != null && total != null && total < limits.threshold()) {
            state.news2HighSince = null;
            signs.accept(scoreSign(SignKind.NEWS2_BELOW_HIGH, subject, now, since, total, limits, settings));
        }
    }

    private static Sign scoreSign(
            SignKind kind,
            Subject subject,
            long at,
            long since,
            int total,
            News2High.Limits limits,
            SettingsView settings) {
        return new Sign(
                kind,
                subject,
                at,
                since,
                (double) total,
                (double) limits.threshold(),
                null,
                null,
                null,
                null,
                null,
                settings.version(),
                null);
    }

    private static @Nullable Double fresh(@Nullable VitalSlot slot, long now, long maxAgeMs) {
        return slot == null ? null : slot.freshAt(now, maxAgeMs);
    }
}
