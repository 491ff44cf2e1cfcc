/** Where a world and its truth outlive the process. No promise to other modules. */
@NullMarked
package io.wardstream.sim.store;

import org.jspecify.annotations.NullMarked;
