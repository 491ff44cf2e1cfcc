/** What the terminal shows while the ward runs. */
@NullMarked
package io.wardstream.local.live;

import org.jspecify.annotations.NullMarked;
