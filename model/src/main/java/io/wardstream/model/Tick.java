package io.wardstream.model;

/**
 * A beat of the ward clock: behind this record no event of the partition has a time of {@code through} or earlier.
 *
 * @param through the time up to which everything has been written
 */
public record Tick(@Time long through) {}
