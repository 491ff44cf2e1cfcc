/** A Flink cluster of processes. */
@NullMarked
package io.wardstream.bench.cluster;

import org.jspecify.annotations.NullMarked;
