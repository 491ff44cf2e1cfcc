/** {@code 'connector' = 'mqtt'} for Flink's Table API and SQL. */
@NullMarked
package io.wardstream.connectors.mqtt.table;

import org.jspecify.annotations.NullMarked;
