/**
 * MQTT for Apache Flink: a source that acknowledges a message only when a checkpoint has it, and a sink that counts a
 * message as written only when the broker has taken it.
 */
@NullMarked
package io.wardstream.connectors.mqtt;

import org.jspecify.annotations.NullMarked;
