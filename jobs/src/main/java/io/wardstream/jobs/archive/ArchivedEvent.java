package io.wardstream.jobs.archive;

import io.wardstream.model.BedsideEvent;

/**
 * A bedside event as it is archived.
 *
 * @param event the event
 * @param stale whether another message of its device had overtaken it, so that it was not judged
 */
public record ArchivedEvent(BedsideEvent event, boolean stale) {}
