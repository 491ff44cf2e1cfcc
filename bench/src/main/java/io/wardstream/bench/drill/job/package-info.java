/** The job that a drill runs: source, raw count, deduplication, committed files. */
@NullMarked
package io.wardstream.bench.drill.job;

import org.jspecify.annotations.NullMarked;
