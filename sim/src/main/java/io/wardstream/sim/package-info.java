/**
 * A simulated ward for trying out a watching system, and recorded patients played back to it. Both speak over MQTT
 * exactly as bedside devices do. The simulated ward knows what must happen and what must not, and scores what did.
 */
@NullMarked
package io.wardstream.sim;

import org.jspecify.annotations.NullMarked;
