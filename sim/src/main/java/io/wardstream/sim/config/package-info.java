/** What a simulated ward is told from outside: its size, the limits it is watched by, its clock and its broker. */
@NullMarked
package io.wardstream.sim.config;

import org.jspecify.annotations.NullMarked;
