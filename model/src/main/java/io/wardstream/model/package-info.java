/**
 * The words that all parts of Wardstream share: what a bedside device says, what the safety job notices, what an alarm
 * goes through, what a clamp is told.
 *
 * <p>Every type here is a public record or enum, immutable, without behaviour beyond naming and arithmetic on its own
 * parts. Units stand in the names ({@code massG}, {@code spo2Pct}); times are epoch milliseconds UTC and marked
 * {@link io.wardstream.model.Time}. A component that may be absent is boxed and {@code @Nullable}: absent is never 0.
 *
 * <p>All records are POJOs to Flink (no Kryo), so components may be added at the end, boxed and nullable, without
 * breaking state; none may be renamed or removed, and no compact constructor may begin to refuse what old state holds.
 */
@NullMarked
package io.wardstream.model;

import org.jspecify.annotations.NullMarked;
