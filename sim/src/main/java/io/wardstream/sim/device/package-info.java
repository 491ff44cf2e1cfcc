/**
 * The devices as MQTT clients: connections, outboxes, counts. Knows nothing of what is in the messages. No promise to
 * other modules.
 */
@NullMarked
package io.wardstream.sim.device;

import org.jspecify.annotations.NullMarked;
