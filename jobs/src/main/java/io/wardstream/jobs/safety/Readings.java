package io.wardstream.jobs.safety;

import io.wardstream.model.BedsideEvent;
import io.wardstream.model.Care;
import java.io.Serial;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * Leaves the clock's own records behind, and brings what staff did to whom it concerns: to the line or the patient that
 * the action names; else to the line and to the patient that the reporting device serves. Everything else passes unchanged.
 */
final class Readings implements FlatMapFunction<BedsideEvent, BedsideEvent> {

    @Serial
    private static final long serialVersionUID = 1;

    @Override
    public void flatMap(BedsideEvent event, Collector<BedsideEvent> out) {
        if (event.isTick()) {
            return;
        }
        Care care = event.care();
        if (care == null) {
            out.collect(event);
            return;
        }
        boolean named = care.lineId() != null || care.patientId() != null;
        String line = named ? care.lineId() : event.lineId();
        String patient = named ? care.patientId() : event.patientId();
        if (line != null) {
            // The patient's name stays with the line's copy unless the action is for another line.
            out.collect(event.at(line, named ? null : event.patientId()));
        }
        if (patient != null) {
            out.collect(event.at(null, patient));
        }
        if (line == null && patient == null) {
            out.collect(event);
        }
    }
}
