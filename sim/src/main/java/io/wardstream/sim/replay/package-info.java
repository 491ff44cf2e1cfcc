/**
 * Recorded patients: reading them from files, exactly and without ever failing halfway, and playing them over MQTT at their
 * own pace or faster. Reading knows nothing of MQTT, so that a backtest can take the rows as they are.
 */
@NullMarked
package io.wardstream.sim.replay;

import org.jspecify.annotations.NullMarked;
