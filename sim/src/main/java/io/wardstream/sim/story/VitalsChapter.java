package io.wardstream.sim.story;

import io.wardstream.model.Time;
import io.wardstream.model.VitalsReading;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a patient's life, laid down when it begins.
 *
 * @param number counts the chapters of the patient
 * @param story what happens
 * @param from when it begins
 * @param until when the next one begins
 * @param course how the illness comes and goes, or null without one
 * @param worst the vitals at its worst; absent ones stay as ever
 * @param slips the times at which the probe slips for one reading
 * @param acts what is done, in the order of time
 */
public record VitalsChapter(
        int number,
        VitalsStory story,
        @Time long from,
        @Time long until,
        @Nullable Course course,
        VitalsReading worst,
        List<Long> slips,
        List<Act> acts) {

    public VitalsChapter {
        slips = List.copyOf(slips);
        acts = List.copyOf(acts);
    }
}
