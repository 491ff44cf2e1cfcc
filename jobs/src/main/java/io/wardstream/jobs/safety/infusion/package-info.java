/**
 * What a load cell under an infusion bag says about the infusion: level, rate, time to empty, and what people do to the
 * bag.
 */
@org.jspecify.annotations.NullMarked
package io.wardstream.jobs.safety.infusion;
