package io.wardstream.model.wire;

import io.wardstream.model.Measure;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/**
 * A number that devices measure.
 *
 * @param name the record's component
 * @param unit its unit, a UCUM code
 * @param min the smallest value that a device can honestly report
 * @param max the largest
 */
record MeasuredField(String name, String unit, double min, double max) {

    /** The numbers of a reading, in the order of its components; what is true or false is no number. */
    static MeasuredField[] of(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> component.getType() != Boolean.class)
                .map(MeasuredField::of)
                .toArray(MeasuredField[]::new);
    }

    /** One field of a record whose other components are no numbers of devices. */
    static MeasuredField of(Class<? extends Record> type, String name) {
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> component.getName().equals(name))
                .map(MeasuredField::of)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(type.getSimpleName() + " has no " + name));
    }

    private static MeasuredField of(RecordComponent component) {
        Measure measure = component.getAnnotation(Measure.class);
        if (measure == null) {
            throw new IllegalStateException(component.getDeclaringRecord().getSimpleName() + "." + component.getName()
                    + " has no @Measure: every number a device sends needs a unit and a range");
        }
        return new MeasuredField(component.getName(), measure.unit(), measure.min(), measure.max());
    }

    /** Whether a value is within the range. Not a number is not. */
    boolean accepts(double value) {
        return value >= min && value <= max;
    }
}
