package io.wardstream.jobs.kafka;

import java.io.Serial;
import java.io.Serializable;
import java.util.List;

/**
 * The names of the log's topics.
 *
 * @param prefix what all of them begin with
 */
public record Topics(String prefix) implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    /** The usual prefix. */
    public static final String DEFAULT_PREFIX = "ward.";

    /** Bedside events and the beats of the ward clock; keyed by patient, else by device. */
    public String events() {
        return prefix + "events";
    }

    /** Which device serves whom; compacted by device. */
    public String registry() {
        return prefix + "registry";
    }

    /** Limits and times; compacted by scope and key; one partition, whose offsets are the settings' versions. */
    public String settings() {
        return prefix + "settings";
    }

    /** The events in the alarms' lives; keyed by alarm. */
    public String alarms() {
        return prefix + "alarms";
    }

    /** What became of each request to close a clamp; keyed by command. */
    public String commands() {
        return prefix + "commands";
    }

    /** Inputs that were refused. */
    public String rejected() {
        return prefix + "rejected";
    }

    /** What became of each delivery; keyed by delivery. */
    public String deliveries() {
        return prefix + "deliveries";
    }

    /** What was noticed; keyed by subject. */
    public String signs() {
        return prefix + "signs";
    }

    /** Every evaluation of a score; keyed by patient. */
    public String scores() {
        return prefix + "scores";
    }

    /** The echoes of a watchman's questions; keyed by alarm. */
    public String probes() {
        return prefix + "probes";
    }

    /** All of them. */
    public List<String> all() {
        return List.of(
                events(),
                registry(),
                settings(),
                alarms(),
                commands(),
                rejected(),
                deliveries(),
                signs(),
                scores(),
                probes());
    }
}
