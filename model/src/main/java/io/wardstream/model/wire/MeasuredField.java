package io.wardstream.model.wire;

import io.wardstream.model.Measure;
import java.lang.reflect.RecordComponent;

/**
 * A number that devices measure.
 *
 * @param name the record's component
 * @param unit its unit, a UCUM code
 * @param min the smallest value that a device can honestly report
 * @param max the largest
 */
record MeasuredField(String name, String unit, double min, double max) {

    /** The fields of a reading, in the order of its components. */
    static MeasuredField[] of(Class<? extends Record> type) {
        RecordComponent[] components = type.getRecordComponents();
        MeasuredField[] fields = new MeasuredField[components.length];
        for (int i = 0; i < components.length; i++) {
            Measure measure = components[i].getAnnotation(Measure.class);
            if (measure == null) {
                throw new IllegalStateException(type.getSimpleName() + "." + components[i].getName()
                        + " has no @Measure: every number a device sends needs a unit and a range");
            }
            fields[i] = new MeasuredField(components[i].getName(), measure.unit(), measure.min(), measure.max());
        }
        return fields;
    }

    /** Whether a value is within the range. Not a number is not. */
    boolean accepts(double value) {
        return value >= min && value <= max;
    }
}
