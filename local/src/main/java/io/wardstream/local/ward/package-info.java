/** The embedded ward: its data, its servers and jobs, from the start to the reckoning. */
@NullMarked
package io.wardstream.local.ward;

import org.jspecify.annotations.NullMarked;
