/** From alarms to the people on duty. */
@NullMarked
package io.wardstream.jobs.notify;

import org.jspecify.annotations.NullMarked;
