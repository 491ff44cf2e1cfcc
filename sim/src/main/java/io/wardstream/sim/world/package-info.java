/**
 * The world itself: bags that run, cells that weigh, clamps that obey, patients, and the engine that moves them through
 * time. Deterministic, without threads, without a network; no promise to other modules except {@code BedView}.
 */
@NullMarked
package io.wardstream.sim.world;

import org.jspecify.annotations.NullMarked;
