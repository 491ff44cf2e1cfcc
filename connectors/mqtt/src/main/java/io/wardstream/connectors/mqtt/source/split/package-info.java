/** What a split is and how it is kept. No promises: for the connector's own use. */
@NullMarked
package io.wardstream.connectors.mqtt.source.split;

import org.jspecify.annotations.NullMarked;
