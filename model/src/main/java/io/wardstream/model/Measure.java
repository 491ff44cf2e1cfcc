package io.wardstream.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says what a number measures, in which unit, and which values a device can honestly report. A value outside
 * {@code [min, max]} is refused when it comes in ({@link RejectionReason#OUT_OF_RANGE}); the JSON Schemas and the data
 * dictionary are generated from here.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
public @interface Measure {
    /** The unit as a UCUM code, for example {@code mm[Hg]}. */
    String unit();

    /** The smallest value accepted, inclusive. */
    double min();

    /** The largest value accepted, inclusive. */
    double max();

    /** The LOINC code of the measurement, or empty. */
    String loinc() default "";

    /** The ISO/IEEE 11073-10101 (MDC) code of the measurement, or 0. */
    int mdc() default 0;

    /** One line for people. */
    String meaning();
}
