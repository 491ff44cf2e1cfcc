package io.wardstream.jobs.archive;

import io.wardstream.model.BedsideEvent;
import io.wardstream.model.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a record of the events' topic: exactly one part is present.
 *
 * @param event an event or a tick
 * @param broken a record that cannot be read
 */
public record LogEntry(
        @Nullable BedsideEvent event, @Nullable Rejection broken) {}
