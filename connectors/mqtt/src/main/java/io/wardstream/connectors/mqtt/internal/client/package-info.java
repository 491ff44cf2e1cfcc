/** One connection to a broker, whatever its version of MQTT. Knows the MQTT client and nothing of Flink. */
@NullMarked
package io.wardstream.connectors.mqtt.internal.client;

import org.jspecify.annotations.NullMarked;
