/**
 * The JSON that travels: what devices send over MQTT, and the facts in Kafka's {@code ward.*} topics. The only package
 * that knows Jackson. Every decoder is total: whatever the bytes are, the answer is a value or a reason, never an
 * exception.
 */
@NullMarked
package io.wardstream.model.wire;

import org.jspecify.annotations.NullMarked;
