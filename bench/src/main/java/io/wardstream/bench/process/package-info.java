/** Processes that end with this one. */
@NullMarked
package io.wardstream.bench.process;

import org.jspecify.annotations.NullMarked;
