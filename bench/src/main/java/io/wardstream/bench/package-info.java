/** Drills, and later benchmarks: real servers in processes of their own, under load and under fire. */
@NullMarked
package io.wardstream.bench;

import org.jspecify.annotations.NullMarked;
