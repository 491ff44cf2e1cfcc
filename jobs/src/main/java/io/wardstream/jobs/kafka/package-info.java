/** Facts to and from Kafka. */
@NullMarked
package io.wardstream.jobs.kafka;

import org.jspecify.annotations.NullMarked;
