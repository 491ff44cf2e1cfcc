package io.wardstream.jobs.safety;

import io.wardstream.model.BedsideEvent;
import io.wardstream.model.Care;
import io.wardstream.model.Cuff;
import java.io.Serial;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * Leaves the clock's own records behind, and brings what was said to whom it concerns. What staff did goes to the line
 * or the patient that the action names; else to the line and to the patient that the reporting device serves. What a
 * monitor says of its cuff goes, beside its reading, to each line that the cuff presses on. Everything else passes
 * unchanged.
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
            Cuff cuff = event.cuff();
            if (cuff != null) {
                cuff.lines().forEach(line -> out.collect(event.cuffOn(line)));
            }
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
