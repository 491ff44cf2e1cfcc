/** The races: the connector beside the bare client that it is built on, over the same broker, one after the other. */
@NullMarked
package io.wardstream.bench.race;

import org.jspecify.annotations.NullMarked;
