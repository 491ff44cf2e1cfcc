/** From MQTT to the log of bedside events. */
@NullMarked
package io.wardstream.jobs.ingest;

import org.jspecify.annotations.NullMarked;
