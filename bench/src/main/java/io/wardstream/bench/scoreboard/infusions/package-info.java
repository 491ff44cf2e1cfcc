/**
 * The scoreboard of infusions: beds whose bags have labelled faults.
 */
@NullMarked
package io.wardstream.bench.scoreboard.infusions;

import org.jspecify.annotations.NullMarked;
