package io.wardstream.sim.story;

import io.wardstream.model.Time;
import java.util.List;

/**
 * A stretch of an infusion's life, laid down when it begins.
 *
 * @param number counts the chapters of the line
 * @param story what happens
 * @param from when it begins
 * @param until when the next one begins
 * @param acts what is done, in the order of time
 * @param calm when nothing may disturb the scale
 */
public record InfusionChapter(
        int number,
        InfusionStory story,
        @Time long from,
        @Time long until,
        List<Act> acts,
        List<Span> calm) {

    public InfusionChapter {
        acts = List.copyOf(acts);
        calm = List.copyOf(calm);
    }

    /** Whether the scale must be left in peace for the whole of a stretch, which lies within the chapter or not. */
    public boolean isCalm(long spanFrom, long spanUntil) {
        return spanUntil > until - LowEpisode.MARGIN_MS
                || calm.stream().anyMatch(span -> span.overlaps(spanFrom, spanUntil));
    }
}
