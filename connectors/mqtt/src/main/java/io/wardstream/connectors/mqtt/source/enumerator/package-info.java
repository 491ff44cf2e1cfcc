/** Which reader reads what. No promises: for the connector's own use. */
@NullMarked
package io.wardstream.connectors.mqtt.source.enumerator;

import org.jspecify.annotations.NullMarked;
