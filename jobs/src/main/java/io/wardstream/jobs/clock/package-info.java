/** The ward clock: watermarks from ticks, wall time, and the watchdog over both. */
@NullMarked
package io.wardstream.jobs.clock;

import org.jspecify.annotations.NullMarked;
