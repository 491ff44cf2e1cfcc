/** From bedside events to alarms and clamp commands. */
@NullMarked
package io.wardstream.jobs.safety;

import org.jspecify.annotations.NullMarked;
