/** The five jobs. Each has one topology that reads from top to bottom on one screen. */
@NullMarked
package io.wardstream.jobs;

import org.jspecify.annotations.NullMarked;
