/**
 * What happens at a bed: stories drawn from the bed's own numbers and laid down beforehand as chapters, with every act,
 * every time at which nothing may disturb, and the truth that follows. Pure; no promise to other modules.
 */
@NullMarked
package io.wardstream.sim.story;

import org.jspecify.annotations.NullMarked;
