/** How a split is read and acknowledged. No promises: for the connector's own use. */
@NullMarked
package io.wardstream.connectors.mqtt.source.reader;

import org.jspecify.annotations.NullMarked;
