/**
 * The safety flow held against a ward that is simulated around it: what was found, missed, false, and what it did. Here is
 * what every such board needs; what is simulated and what is true stands in the packages below.
 */
@NullMarked
package io.wardstream.bench.scoreboard;

import org.jspecify.annotations.NullMarked;
