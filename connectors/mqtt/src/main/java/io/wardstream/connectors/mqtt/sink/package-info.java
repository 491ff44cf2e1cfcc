/** The Sink V2. */
@NullMarked
package io.wardstream.connectors.mqtt.sink;

import org.jspecify.annotations.NullMarked;
