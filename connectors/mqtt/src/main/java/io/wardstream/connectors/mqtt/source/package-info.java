/** The FLIP-27 source. */
@NullMarked
package io.wardstream.connectors.mqtt.source;

import org.jspecify.annotations.NullMarked;
