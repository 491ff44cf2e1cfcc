package io.wardstream.model.recorded;

import io.wardstream.model.VitalsReading;

/**
 * What was recorded at one time.
 *
 * @param offsetMs the time since the recording's beginning; below 0 where the file says so (bidmc_23 begins at −1 s)
 * @param vitals the values as they were recorded, also those that cannot be true; absent where nothing was recorded
 */
public record RecordedRow(long offsetMs, VitalsReading vitals) {}
