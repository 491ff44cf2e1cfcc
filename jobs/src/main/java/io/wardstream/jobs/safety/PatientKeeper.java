package io.wardstream.jobs.safety;

import io.wardstream.cep.SettingsView;
import io.wardstream.jobs.safety.vitals.PatientState;
import io.wardstream.jobs.safety.vitals.VitalsAssessor;
import io.wardstream.model.BedsideEvent;
import io.wardstream.model.Care;
import io.wardstream.model.Score;
import io.wardstream.model.Sign;
import io.wardstream.model.Subject;
import io.wardstream.model.VitalsReading;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the state of the patient whose turn it is, hands what concerns the patient to the {@link VitalsAssessor}, and books the
 * times that it asks for.
 */
final class PatientKeeper {

    private final VitalsAssessor vitalSigns;
    private final ValueState<PatientState> state;

    /** @param state the state of the current key */
    PatientKeeper(VitalsAssessor vitalSigns, ValueState<PatientState> state) {
        this.vitalSigns = vitalSigns;
        this.state = state;
    }

    private PatientState patient() throws Exception {
        PatientState patient = state.value();
        return patient != null ? patient : new PatientState();
    }

    /**
     * Vital signs were measured.
     *
     * @param booking takes the time at which something is due
     */
    void measured(
            BedsideEvent event,
            VitalsReading reading,
            SettingsView settings,
            Consumer<Sign> signs,
            LongConsumer booking)
            throws Exception {
        PatientState patient = patient();
        vitalSigns.take(patient, event, reading, settings, signs);
        state.update(patient);
        book(patient, settings, event.acceptedAt(), booking);
    }

    /** Staff told what no device sees. */
    void observed(Care care, long at) throws Exception {
        PatientState patient = patient();
        VitalsAssessor.observed(patient, care, at);
        state.update(patient);
    }

    /**
     * What time brings.
     *
     * @param isOthers whether a device is registered for somebody else
     * @param booking takes the time at which something is due next
     */
    void onTime(
            long timestamp,
            Subject subject,
            Predicate<String> isOthers,
            SettingsView settings,
            Consumer<Sign> signs,
            LongConsumer booking)
            throws Exception {
        PatientState patient = state.value();
        if (patient == null) {
            return;
        }
        vitalSigns.forgetMoved(patient, subject, timestamp, isOthers, settings, signs);
        vitalSigns.onTime(patient, subject, timestamp, settings, signs);
        state.update(patient);
        book(patient, settings, timestamp, booking);
    }

    /** @param now a time that has been judged: nothing is due by then any more */
    private void book(PatientState patient, SettingsView settings, long now, LongConsumer booking) {
        long next = vitalSigns.nextTime(patient, settings);
        if (next != Long.MAX_VALUE) {
            // A limit that was shortened meanwhile makes something due that was not.
            booking.accept(Math.max(next, now + 1));
        }
    }

    /** Whether a score is due by a time. */
    boolean isScoreDue(long timestamp) throws Exception {
        PatientState patient = state.value();
        return patient != null && patient.scoreDue != null && patient.scoreDue <= timestamp;
    }

    /** Works out the scores that are due. */
    void score(long timestamp, Subject subject, SettingsView settings, Consumer<Score> scores, Consumer<Sign> signs)
            throws Exception {
        PatientState patient = patient();
        vitalSigns.score(patient, subject, timestamp, settings, scores, signs);
        state.update(patient);
    }

    /** The last NEWS2: the least that it can be; null before the first. */
    @Nullable
    Integer lastNews2() throws Exception {
        PatientState patient = state.value();
        return patient == null ? null : patient.lastNews2();
    }
}
