/** No promises: for the connector's own use. */
@NullMarked
package io.wardstream.connectors.mqtt.internal;

import org.jspecify.annotations.NullMarked;
