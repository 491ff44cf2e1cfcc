/**
 * What must happen in a simulated ward, what may and what must not, known from the world itself; and how a system's
 * alarms and the clamps' own record are held against it.
 */
@NullMarked
package io.wardstream.sim.truth;

import org.jspecify.annotations.NullMarked;
