/** The drill of the MQTT connector: what is done to it, and how it is judged. */
@NullMarked
package io.wardstream.bench.drill;

import org.jspecify.annotations.NullMarked;
