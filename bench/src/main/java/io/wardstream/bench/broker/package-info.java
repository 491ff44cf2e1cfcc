/** The brokers that a drill drives, each in a process of its own, and clients that speak to them. */
@NullMarked
package io.wardstream.bench.broker;

import org.jspecify.annotations.NullMarked;
