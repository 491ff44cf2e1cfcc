/** Recorded patients, played over MQTT at their own pace or faster, as if from monitors. */
@NullMarked
package io.wardstream.sim.replay;

import org.jspecify.annotations.NullMarked;
