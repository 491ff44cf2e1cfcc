/** The order of a device's messages: which are new, which are duplicates, which came too late. */
@NullMarked
package io.wardstream.jobs.order;

import org.jspecify.annotations.NullMarked;
