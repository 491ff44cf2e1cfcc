/**
 * The safety flow held against beds that are simulated around it: what was found, missed, false, and what clamps did.
 */
@NullMarked
package io.wardstream.bench.scoreboard;

import org.jspecify.annotations.NullMarked;
