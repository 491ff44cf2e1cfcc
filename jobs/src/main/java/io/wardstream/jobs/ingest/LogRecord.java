package io.wardstream.jobs.ingest;

import io.wardstream.model.BedsideEvent;

/**
 * An event and the partition of the log that it goes to.
 *
 * @param partition the partition
 * @param event a bedside event, or a beat of the ward clock
 */
public record LogRecord(int partition, BedsideEvent event) {}
