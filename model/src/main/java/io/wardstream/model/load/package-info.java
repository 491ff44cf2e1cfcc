/** What alarms cost the people who must answer them, and what they gave: counts, rates and times over a stretch of alarms. */
@NullMarked
package io.wardstream.model.load;

import org.jspecify.annotations.NullMarked;
