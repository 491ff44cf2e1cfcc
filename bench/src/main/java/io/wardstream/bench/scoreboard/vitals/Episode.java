package io.wardstream.bench.scoreboard.vitals;

import java.util.List;

/** One labelled happening at a patient. Mutable: staff may end it before its time. */
final class Episode {

    final Label label;
    final long from;

    /** When it is over if nobody does anything. */
    private long until;

    private final long treatedFrom;
    private final List<Course> courses;

    /** Whether what it stands for on the board was counted. */
    boolean counted;

    /**
     * @param treatedFrom treatment works from then on at the earliest
     */
    Episode(Label label, long from, long until, long treatedFrom, List<Course> courses) {
        this.label = label;
        this.from = from;
        this.until = until;
        this.treatedFrom = treatedFrom;
        this.courses = List.copyOf(courses);
    }

    /** Staff do something about it. */
    void treated(long at) {
        if (!courses.isEmpty()) {
            long works = Math.max(at, treatedFrom);
            until = Math.min(until, works);
            courses.forEach(course -> course.endsBy(works));
        }
    }

    /** Nothing of it is left to come, and its courses are on their way back. */
    boolean over(long at) {
        return at >= until && courses.stream().allMatch(course -> course.over(at));
    }

    long until() {
        return until;
    }
}
